import FastCGI
import Foundation
import Testing

@Suite("Where to listen")
struct ListenTests {
    @Test(
        "Addresses are read",
        arguments: [
            ("unix:/run/gateway.socket", ListenAddress.unix(path: "/run/gateway.socket")),
            ("127.0.0.1:9000", .tcp(host: "127.0.0.1", port: 9000)),
            ("[::1]:9000", .tcp(host: "::1", port: 9000)),
            ("fd:7", .inherited(7)),
            ("fd", .inherited(0)),
        ])
    func readable(text: String, expected: ListenAddress) throws {
        #expect(try ListenAddress(parsing: text, environment: [:]) == expected)
    }

    @Test(
        "What is no address is refused",
        arguments: ["", "unix:", "fd:", "fd:-1", "fd:x", "9000", "127.0.0.1:", "h:0", "h:65536"])
    func unreadable(text: String) {
        #expect(throws: ListenError.unreadable(text)) {
            try ListenAddress(parsing: text, environment: [:])
        }
    }

    @Test("A socket systemd passes is the third descriptor, if it is for this process")
    func systemd() throws {
        let pid = String(getpid())
        let ours = ["LISTEN_FDS": "1", "LISTEN_PID": pid]
        #expect(try ListenAddress(parsing: "fd", environment: ours) == .inherited(3))
        let others = ["LISTEN_FDS": "1", "LISTEN_PID": pid + "0"]
        #expect(try ListenAddress(parsing: "fd", environment: others) == .inherited(0))
    }

    private func failure(_ address: ListenAddress) -> ListenError? {
        do {
            _ = try FastCGIServer(
                listener: address, workers: 1,
                terms: { _ in RequestTerms(bodyLimit: 0, isBrief: true) },
                handler: Responder.echo, report: { _ in })
            return nil
        } catch {
            return error
        }
    }

    @Test("Only loopback is served over TCP")
    func loopback() {
        #expect(failure(.tcp(host: "0.0.0.0", port: 9)) == .notLoopback("0.0.0.0"))
        #expect(failure(.tcp(host: "::", port: 9)) == .notLoopback("::"))
        #expect(failure(.tcp(host: "crm.example", port: 9)) == .notLoopback("crm.example"))
    }

    @Test("A descriptor that is no listening socket is refused")
    func notListening() {
        #expect(failure(.inherited(9999)) == .notListening(9999))
    }

    @Test("A path that is too long for a socket is refused")
    func longPath() {
        let path = "/tmp/" + String(repeating: "x", count: 110)
        #expect(failure(.unix(path: path)) == .pathTooLong(path))
    }

    @Test("The socket is private to owner and group, whatever the umask")
    func mode() throws {
        let responder = try Responder()
        let attributes = try FileManager.default.attributesOfItem(atPath: responder.path)
        #expect(attributes[.posixPermissions] as? Int == 0o660)
    }

    @Test("A living server's socket is not taken over")
    func inUse() throws {
        let responder = try Responder()
        #expect(failure(.unix(path: responder.path)) == .inUse(responder.path))
        #expect(try WebServer(path: responder.path).ask("/").isComplete)
    }

    @Test("A dead server's socket is replaced")
    func stale() throws {
        let path = Responder.freshPath()
        close(try boundSocket(path))
        let responder = try Responder(path: path)
        #expect(try WebServer(path: responder.path).ask("/").isComplete)
    }

    @Test("A file that is no socket is left alone")
    func file() throws {
        let path = Responder.freshPath()
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        #expect(failure(.unix(path: path)) == .pathTaken(path))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("precious".utf8))
    }
}
