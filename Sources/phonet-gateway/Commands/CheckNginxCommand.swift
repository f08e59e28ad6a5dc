import ArgumentParser
import Foundation

/// Reads nginx's configuration and names what would catch Phonet's messages before the gateway.
struct CheckNginx: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Name what in nginx's configuration would keep Phonet's messages away.",
        discussion: """
            As root: nginx -T 2>/dev/null | phonet-gateway check-nginx
            Each answer names the file and line, why it catches messages, and what to do. Exit code 1 \
            when there is something. nginx itself is neither run nor changed.
            """)

    @Argument(help: "What `nginx -T` printed; - for standard input.")
    var file = "-"

    @Flag(
        name: .customLong("https-only"),
        help: "Phonet has the https:// addresses: server blocks for http alone do not count.")
    var isHTTPSOnly = false

    func run() throws {
        let check = NginxCheck(
            try text(), name: file == "-" ? "standard input" : file, isHTTPSOnly: isHTTPSOnly)
        guard !check.servers.isEmpty else {
            throw Refused(
                """
                No server block includes the gateway. Add this as the first line of the CRM's:
                    include phonet-gateway/phonet-gateway.conf;
                """)
        }
        for problem in check.problems { print("\(problem)\n") }
        let names = check.servers.map(\.title).joined(separator: "; ")
        guard check.problems.isEmpty else {
            throw Refused(
                "\(check.problems.count) found that would catch Phonet's messages before the gateway."
            )
        }
        print("Nothing catches Phonet's messages before the gateway. Server blocks: \(names).")
    }

    private func text() throws -> String {
        if file != "-" {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw Refused("\(file) cannot be read.")
            }
            return String(decoding: data, as: UTF8.self)
        }
        guard isatty(STDIN_FILENO) == 0 else {
            throw Refused(
                "Give nginx's configuration, as root: nginx -T 2>/dev/null | phonet-gateway check-nginx"
            )
        }
        return String(
            decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
}
