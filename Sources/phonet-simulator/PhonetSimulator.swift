import ArgumentParser
import CallRules
import Foundation
import SimulatedPhonet

/// The program `phonet-simulator`: posts the webhooks of a simulated call to a running gateway, or runs a
/// complete Phonet for the gateway.
@main
struct PhonetSimulator: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phonet-simulator",
        abstract: "Be Phonet for a running gateway: post its webhooks, or answer as its REST API.",
        discussion: "SCENARIO is all, or one of:\n"
            + Scenario.all.map { "  \($0.name) – \($0.summary)" }.joined(separator: "\n"))

    @Argument(help: "Which scenario to play.")
    var scenario: String?

    @Option(
        help: ArgumentHelp(
            "Instead of playing a scenario run a Phonet at 127.0.0.1:PORT, until killed.",
            valueName: "address"))
    var serve: String?

    @Option(help: "With --serve: the key the gateway must know.")
    var key = "EXAMPLEkey0000000000000000000000"

    @Option(
        help: ArgumentHelp(
            """
            With --serve: be the account of the demo company, post so many days of calls at once, then a \
            call every minute.
            """, valueName: "days"))
    var demo: Int?

    @Option(help: "With --demo: a file with the numbers that the company knows.")
    var clients: String?

    @Option(
        name: [.long, .customLong("gateway")],
        help: "The http or https address below which the gateway’s webhooks are.")
    var url = "http://127.0.0.1:8080/gateways/phonetapi"

    @Option(help: "The outside number; each scenario has its own if left out.")
    var from: String?

    @Option(name: .customLong("extension"), help: "An employee's internal number; may be repeated.")
    var extensions: [String] = []

    @Flag(help: "Post without waiting; the call then lies in the past.")
    var atOnce = false

    @Option(help: "Makes the same calls again: the ids follow from this number.")
    var seed: UInt64?

    func validate() throws {
        _ = try webhooks()
        guard demo == nil || serve != nil, (0...60).contains(demo ?? 0) else {
            throw ValidationError("--demo: 0 to 60 days, with --serve")
        }
        switch (scenario, serve) {
        case (let scenario?, nil):
            guard Scenario.named(scenario).isEmpty else { break }
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no scenario “\(scenario)”; there are: all, \(names)")
        case (nil, _?): break
        case (nil, nil), (_?, _?):
            throw ValidationError("either a SCENARIO or --serve is needed")
        }
    }

    private func webhooks() throws -> WebhookAddress {
        guard let webhooks = WebhookAddress(url) else {
            throw ValidationError("--url must be an http or https address")
        }
        return webhooks
    }

    func run() throws {
        let webhooks = try webhooks()
        if let serve {
            var simulator = try RunningSimulator(address: serve, key: key, webhooks: webhooks)
            simulator.demo = try demo.map { try DemoPlan(days: $0, clients: clients) }
            try simulator.run(seed: seed ?? UInt64.random(in: .min ... .max))
        } else if let scenario {
            try play(scenario, to: webhooks)
        }
    }

    /// Posts the messages of one scenario, or of all; exit code 1 if the gateway answered one of
    /// them with another status than 200.
    private func play(_ name: String, to webhooks: WebhookAddress) throws {
        let cast = ScenarioCast(number: from, extensions: extensions)
        let firstSeed = seed ?? UInt64.random(in: .min ... .max)
        var refused = 0
        for (index, scenario) in Scenario.named(name).enumerated() {
            print("\(scenario.name): \(scenario.summary)")
            let seed = firstSeed &+ UInt64(index)
            for posted in messages(of: scenario, cast: cast, seed: seed) {
                if !atOnce { Thread.sleep(forTimeInterval: TimeInterval(posted.pause)) }
                let answer = try webhooks.post(posted)
                if answer.status != 200 { refused += 1 }
                print("  \(answer.status)  \(posted.endpoint.rawValue): \(posted.caption)")
                if posted.endpoint == .customerData { print("       \(answer.body)") }
            }
        }
        guard refused == 0 else { throw ExitCode.failure }
    }

    private func messages(of scenario: Scenario, cast: ScenarioCast, seed: UInt64) -> [Posted] {
        let now = WallClock.now()
        let messages = scenario.messages(startingAt: now, cast: cast, seed: seed)
        guard atOnce else { return messages }
        let past = now.advanced(bySeconds: -Scenario.seconds(of: messages))
        return scenario.messages(startingAt: past, cast: cast, seed: seed)
    }
}
