/// The version of the program.
package enum Release {
    /// Increases with each release.
    package static let version = "1.0.0"
}
