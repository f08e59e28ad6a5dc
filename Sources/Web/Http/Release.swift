/// The version of the program.
package enum Release {
    /// Increases with each release.
    package static let version = "0.6.0"
}
