import CallRules
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation

/// The calls of the stories.
enum Talk {
    /// A client or a stranger calls; nobody answers for four seconds.
    static func missed(
        from number: String = Company.unknownCaller, at start: Instant = Company.morning,
        seed: UInt64 = 7
    ) throws -> SimulatedCall {
        try named("missed", number, start, seed)
    }

    /// Olena answers after three seconds and talks for five.
    static func answered(
        from number: String = Company.unknownCaller, at start: Instant = Company.morning,
        seed: UInt64 = 8
    ) throws -> SimulatedCall {
        try named("answered", number, start, seed)
    }

    private static func named(
        _ name: String, _ number: String, _ start: Instant, _ seed: UInt64
    ) throws -> SimulatedCall {
        let scenario = try #require(Scenario.named(name).first)
        return scenario.call(
            startingAt: start, cast: ScenarioCast(number: number), seed: seed)
    }
}

extension SimulatedCall {
    /// What it posts before its record: the events up to this one.
    func events(through last: String) -> [Posted] {
        let events = posted.filter { $0.endpoint == .call }
        let end = events.lastIndex { $0.caption.hasPrefix(last) }
        return Array(events.prefix((end ?? -1) + 1))
    }

    var record: Posted? { posted.first { $0.endpoint == .afterCallEnd } }
}

extension ConnectedCompany {
    /// Webhooks come in, each at its time.
    func hear(_ posted: [Posted], trusted: Bool = true) throws {
        for webhook in posted {
            clock.advance(to: webhook.at)
            try hear(webhook, trusted: trusted)
        }
    }

    /// How many pages of its history Phonet was asked for.
    var questions: Int {
        exchange.use { account in
            account.received.filter { $0.path == "/rest/calls/company.api" }.count
        }
    }

    func searchRecords() throws { try search.findRecords() }

    func checkSilence() throws { try search.checkSilence() }

    private var search: HistorySearch {
        HistorySearch(
            store: store, history: phonet.history(store.settings.settings),
            clock: { [clock] in clock.now })
    }
}
