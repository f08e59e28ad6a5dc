/// Which program this is.
package enum Release {
    /// Grows with every release.
    package static let version = "0.6.0"
}
