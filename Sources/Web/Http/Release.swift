/// Which program this is.
public enum Release {
    /// Grows with every release.
    public static let version = "0.6.0"
}
