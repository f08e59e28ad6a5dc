/// The version of the program: of the command line, the log and the Debian package.
enum Version {
    static let current = "0.9.0"
}
