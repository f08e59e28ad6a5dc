import ArgumentParser
import Foundation

/// The old name of the program `phonet-simulator`. Runs that program with the same arguments if it is in
/// the directory of this program.
struct SimulatePhonet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate-phonet",
        abstract: "Run phonet-simulator, a program of its own, with the same arguments.")

    @Argument(
        parsing: .captureForPassthrough, help: "See phonet-simulator --help.")
    var arguments: [String] = []

    func run() throws {
        let simulator = try Self.path()
        var words: [UnsafeMutablePointer<CChar>?] = ([simulator] + arguments).map { strdup($0) }
        words.append(nil)
        execv(simulator, words)
        // execv returns only if it failed.
        throw Refused("\(simulator) cannot be run: \(String(cString: strerror(errno))).")
    }

    /// - Throws: `Refused` if the directory of this program has no executable phonet-simulator.
    private static func path() throws(Refused) -> String {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let simulator = program.map {
            URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/phonet-simulator"
        }
        guard let simulator, FileManager.default.isExecutableFile(atPath: simulator) else {
            throw Refused(
                """
                The simulator is a program of its own now: phonet-simulator, with the same arguments. \
                Install the package phonet-simulator, or build it: \
                swift build --product phonet-simulator
                """)
        }
        return simulator
    }
}
