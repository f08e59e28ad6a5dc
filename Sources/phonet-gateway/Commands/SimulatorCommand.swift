import ArgumentParser
import CallRules
import Foundation
import SimulatedPhonet
import Synchronization

/// `simulate-phonet --serve`: a whole Phonet on this machine, until it is killed.
struct SimulatorCommand {
    /// Where the account listens; also its domain.
    let domain: String
    let port: UInt16
    let key: String
    /// Where the gateway's webhooks live.
    let webhooks: URL

    /// - Parameter address: `127.0.0.1:PORT`; anything but this machine is refused, for whoever
    ///   reaches the account may order it about.
    init(address: String, key: String, webhooks: URL) throws {
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.first == "127.0.0.1",
            let port = parts.last.flatMap({ UInt16($0) }), port > 0
        else { throw ValidationError("--serve: 127.0.0.1:PORT is expected, not \(address)") }
        domain = address
        self.port = port
        self.key = key
        self.webhooks = webhooks
    }

    /// Blocks; throws when the port cannot be had.
    func run(seed: UInt64) throws {
        let exchange = SimulatedExchange(
            SimulatedAccount(domain: domain, key: key, scheme: "http", seed: seed))
        let poster = Thread { post(from: exchange) }
        poster.name = "poster"
        poster.start()
        let server = SimulatedServer(exchange, port: port, clock: Environment.now)
        let ended = DispatchSemaphore(value: 0)
        let failure = Mutex<(any Error)?>(nil)
        Task {
            do {
                try await server.run(ready: announce)
            } catch {
                failure.withLock { $0 = error }
            }
            ended.signal()
        }
        ended.wait()
        if let failure = failure.withLock({ $0 }) {
            throw Refused("--serve \(domain): \(failure.localizedDescription)")
        }
    }

    private func announce() {
        print(
            """
            Phonet domain: \(domain)
            Phonet ApiKey: \(key)
            The gateway needs: serve --phonet-host \(domain) --phonet-plain-http --trust-loopback
            Its webhooks: \(webhooks.absoluteString)
            Ready: http://\(domain)
            """)
        fflush(nil)
    }

    /// Posts what is due, one after another as it comes, and says what the gateway answered.
    private func post(from exchange: SimulatedExchange) {
        while true {
            for posted in exchange.use({ $0.due(at: Environment.now()) }) {
                let outcome: String
                do {
                    outcome = String(try SimulatedAnswer.to(posted, at: webhooks).status)
                } catch {
                    outcome = "\(error)"
                }
                print("  \(outcome)  \(posted.endpoint.rawValue): \(posted.caption)")
                fflush(nil)
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }
}
