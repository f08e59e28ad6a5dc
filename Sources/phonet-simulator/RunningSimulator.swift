import ArgumentParser
import CallRules
import Foundation
import SimulatedPhonet
import Synchronization

/// `phonet-simulator --serve`: a complete Phonet on this machine, until the program is killed.
struct RunningSimulator {
    /// `127.0.0.1:PORT`: where the account listens; also its Phonet domain.
    private let domain: String
    private let port: UInt16
    private let key: String
    private let webhooks: WebhookAddress
    /// The calls of the demo company; nil: only calls that are asked for or ordered.
    var demo: DemoPlan?

    /// Checks the address; opens nothing.
    ///
    /// - Parameters:
    ///   - address: `127.0.0.1:PORT`. Other addresses are refused, because anybody who reaches the
    ///     account can send it orders.
    ///   - key: the API key the gateway must send.
    ///   - webhooks: where the account's webhooks are posted.
    /// - Throws: `ValidationError` for another address.
    init(address: String, key: String, webhooks: WebhookAddress) throws {
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.first == "127.0.0.1",
            let port = parts.last.flatMap({ UInt16($0) }), port > 0
        else { throw ValidationError("--serve: 127.0.0.1:PORT is expected, not \(address)") }
        domain = address
        self.port = port
        self.key = key
        self.webhooks = webhooks
    }

    /// The port cannot be listened on.
    private struct ListenError: Error, CustomStringConvertible {
        let description: String
    }

    /// Serves and posts webhooks; blocks until the program is killed.
    ///
    /// - Parameter seed: seed of all generated data.
    /// - Throws: an error that names the address, if the port cannot be listened on.
    func run(seed: UInt64) throws {
        var account = SimulatedAccount(domain: domain, key: key, scheme: "http", seed: seed)
        if demo != nil { account.users = SimulatedUser.demoStaff }
        let exchange = SimulatedExchange(account)
        let poster = Thread {
            if let demo { play(demo, seed: seed, on: exchange) }
            post(from: exchange)
        }
        poster.name = "poster"
        poster.start()
        let server = SimulatedServer(exchange, port: port, clock: WallClock.now)
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
            throw ListenError(description: "--serve \(domain): \(failure.localizedDescription)")
        }
    }

    private func announce() {
        print(
            """
            Phonet domain: \(domain)
            Phonet ApiKey: \(key)
            The gateway needs: serve --phonet-host \(domain) --phonet-plain-http --trust-loopback
            Its webhooks: \(webhooks.text)
            Ready: http://\(domain)
            """)
        fflush(nil)
    }

    /// Posts each webhook at its time, one after another, and prints the gateway's answer.
    private func post(from exchange: SimulatedExchange) {
        while true {
            postDue(from: exchange)
            Thread.sleep(forTimeInterval: 0.02)
        }
    }

    private func postDue(from exchange: SimulatedExchange) {
        for posted in exchange.use({ $0.due(at: WallClock.now()) }) {
            let outcome: String
            do {
                outcome = String(try webhooks.post(posted).status)
            } catch {
                outcome = "\(error)"
            }
            print("  \(outcome)  \(posted.endpoint.rawValue): \(posted.caption)")
            fflush(nil)
        }
    }

    /// Posts the days before now, then a call every minute; never returns.
    private func play(_ demo: DemoPlan, seed: UInt64, on exchange: SimulatedExchange) {
        var calls = DemoCalls(
            clients: demo.clients, domain: domain, scheme: "http", seed: seed)
        let past = demo.past(of: &calls, until: WallClock.now())
        exchange.use { $0.take(past, posting: true) }
        postDue(from: exchange)
        print("Posted: the calls of \(demo.days) days")
        fflush(nil)
        var next = WallClock.now()
        while true {
            if WallClock.now() >= next {
                let new = calls.calls(1, from: next, seconds: 1)
                exchange.use { $0.take(new, posting: true) }
                next = next.advanced(bySeconds: 60)
            }
            postDue(from: exchange)
            Thread.sleep(forTimeInterval: 0.02)
        }
    }
}
