import CallRules
import JSONText
import SimulatedPhonet
import Testing

@Suite("The simulated history")
struct HistoryStories {
    private let hour = SimulatedTraffic(
        calls: 120, from: Vitryla.morning, seconds: 3600, seed: 7)

    private func page(
        _ vitryla: Vitryla, offset: Int, limit: Int = 50, more: String = ""
    ) -> SimulatedResponse {
        let from = Vitryla.morning.milliseconds
        let window = "timeFrom=\(from)&timeTo=\(from + 36_000_000)"
        return vitryla.ask(
            "GET", "/rest/calls/company.api?\(window)&limit=\(limit)&offset=\(offset)\(more)")
    }

    private func ids(_ response: SimulatedResponse) -> [String] {
        response.items.compactMap { item in
            guard case .string(let uuid)? = item["uuid"] else { return nil }
            return uuid.replacing("-", with: "")
        }
    }

    @Test("Pages of fifty hold every ended call once, the newest first")
    func pages() throws {
        let vitryla = Vitryla { $0.take(hour.calls) }
        vitryla.wait(seconds: 5000)
        let pages = [0, 50, 100].map { ids(page(vitryla, offset: $0)) }
        #expect(pages.map(\.count) == [50, 50, 20])
        let records = vitryla.exchange.use { $0.records(at: vitryla.now) }
        #expect(pages.flatMap { $0 } == records.map(\.uuid))
        #expect(Set(records.map(\.uuid)).count == 120)
        #expect(records.map(\.endAt) == records.map(\.endAt).sorted(by: >))
        #expect(page(vitryla, offset: 150).items == [])
        #expect(vitryla.complaints == [])
    }

    @Test("A call is active until it ends, and in the history from then on")
    func active() throws {
        let story = try #require(Scenario.named("answered").first)
        let vitryla = Vitryla { $0.take([story.call(startingAt: Vitryla.morning, seed: 1)]) }
        func events() -> [JSON?] {
            vitryla.ask("GET", "/rest/calls/active/v3").items.map { $0["lastEvent"] }
        }
        #expect(events() == [.string("call.dial")])
        vitryla.wait(seconds: 3)
        #expect(events() == [.string("call.bridge")])
        #expect(page(vitryla, offset: 0).items == [])
        vitryla.wait(seconds: 5)
        #expect(events() == [])
        #expect(page(vitryla, offset: 0).items.count == 1)
        #expect(vitryla.complaints == [])
    }

    @Test("A record that arrives between two pages shifts the second")
    func latecomers() {
        let vitryla = Vitryla { account in
            let newest = hour.calls.max { $0.endsAt < $1.endsAt }
            account.take(hour.calls.filter { $0 != newest })
            account.latecomers = newest.map { [$0] } ?? []
        }
        vitryla.wait(seconds: 5000)
        let first = ids(page(vitryla, offset: 0))
        let second = ids(page(vitryla, offset: 50))
        #expect(first.last == second.first)
        #expect(ids(page(vitryla, offset: 0)).dropFirst() == first.dropLast()[...])
    }

    @Test(
        "What Phonet never documented is refused and complained of",
        arguments: [
            "&directions=6", "&limit=51", "&limit=0", "&offset=-1", "&timeFrom=1767601800",
            "&timeTo=9999999999999",
        ])
    func offences(more: String) {
        let vitryla = Vitryla()
        _ = page(vitryla, offset: 0, more: more)
        #expect(vitryla.complaints.count == 1, "\(vitryla.complaints)")
    }
}
