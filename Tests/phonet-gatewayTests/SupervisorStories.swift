import Foundation
import Testing

@testable import phonet_gateway

@Suite("What a supervisor is told")
struct SupervisorStories {
    @Test("A supervisor at a path, and one with a name of the abstract namespace, hear the same")
    func news() throws {
        for isAbstract in [false, true] {
            let post = try LetterBox(isAbstract: isAbstract)
            let supervisor = try #require(
                Supervisor(environment: ["NOTIFY_SOCKET": post.address], process: 7))
            #expect(supervisor.tell(.ready))
            #expect(supervisor.tell(.alive))
            #expect(supervisor.tell(.stopping))
            #expect(
                try (1...3).map { _ in try post.next() } == ["READY=1", "WATCHDOG=1", "STOPPING=1"])
        }
    }

    @Test("Where nobody listens nothing is told, and nothing breaks")
    func nobody() throws {
        let address = try LetterBox(isAbstract: false).address
        let supervisor = try #require(
            Supervisor(environment: ["NOTIFY_SOCKET": address], process: 7))
        #expect(!supervisor.tell(.ready))
    }

    @Test(
        "Without an address, or with one that is no unix socket's, there is no supervisor",
        arguments: [
            nil, "", "run/notify", "vsock:2:1234", "/" + String(repeating: "x", count: 107),
        ])
    func absent(address: String?) {
        var environment: [String: String] = [:]
        environment["NOTIFY_SOCKET"] = address
        #expect(Supervisor(environment: environment, process: 7) == nil)
    }

    @Test("The watchdog's patience is this process's, in microseconds")
    func patience() {
        func patience(_ microseconds: String?, _ process: String?) -> Duration? {
            var environment = ["NOTIFY_SOCKET": "@phonet"]
            environment["WATCHDOG_USEC"] = microseconds
            environment["WATCHDOG_PID"] = process
            return Supervisor(environment: environment, process: 7)?.patience
        }
        #expect(patience("60000000", nil) == .seconds(60))
        #expect(patience("60000000", "7") == .seconds(60))
        #expect(patience("60000000", "8") == nil)
        #expect(patience("0", nil) == nil)
        #expect(patience("-5", nil) == nil)
        #expect(patience("soon", nil) == nil)
        #expect(patience(nil, nil) == nil)
    }
}
