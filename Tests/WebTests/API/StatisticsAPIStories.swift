import CallRules
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Statistics for the CRM")
struct StatisticsAPIStories {
    let office: Office
    let taras: Colleague

    init() throws {
        office = try Office()
        _ = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
        office.hearConversation()
        office.hearConversation(
            uuid: "a1", number: "+380500000022", extension: "102", answered: false)
        office.hearConversation(uuid: "a2", direction: 2, endedSecondsAgo: 86_400)
        office.hearConversation(uuid: "a3", number: "102", direction: 1)
    }

    private func statistics(_ query: String = "") -> JSON {
        office.api(.get, "/statistics\(query)").json
    }

    private func items(_ value: JSON?) -> [JSON] {
        if case .list(let items)? = value { items } else { [] }
    }

    @Test("Totals, days, hours and employees tell the same calls")
    func figures() {
        let told = statistics()
        #expect(told["timezone"] == .string("Europe/Kyiv"))
        #expect(told["from"] == .string("2025-12-28T22:00:00.000Z"))
        #expect(told["to"] == .string("2026-01-05T22:00:00.000Z"))
        for (name, number) in [
            ("calls", 3), ("incoming", 2), ("outgoing", 1), ("answered", 2), ("missed", 1),
            ("unique_numbers", 2), ("first_time", 2), ("not_returned", 1), ("talk_seconds", 272),
            ("mean_wait_seconds", 9),
        ] { #expect(told["totals"]?[name] == .number(number), "\(name)") }
        #expect(told["totals"]?["median_return_seconds"] == .null)
        let days = items(told["by_day"])
        #expect(days.count == 8 && days.last?["day"] == .string("2026-01-05"))
        #expect(days.map { $0["calls"] ?? .null }.suffix(2) == [.number(1), .number(2)])
        #expect(items(told["by_hour"]).count == 24)
        #expect(items(told["by_hour"])[10]["calls"] == .number(3))
        #expect(
            items(told["by_weekday_hour"]).map { $0["weekday"] ?? .null } == [
                .number(1), .number(7),
            ])
        #expect(
            items(told["by_employee"]).map { $0["calls"] ?? .null } == [.number(2), .number(1)])
    }

    @Test("A period is days or moments, and calls are those of one employee if asked for")
    func asked() {
        let cases = [
            ("?from=2026-01-05", 2), ("?from=2026-01-04&to=2026-01-04", 1),
            ("?from=2026-01-05T08:29:00Z", 0), ("?to=2026-01-05T00:00:00Z", 1),
            ("?employee_id=\(taras.id.value)", 1), ("?employee_id=999", 0),
        ]
        for (query, count) in cases {
            #expect(statistics(query)["totals"]?["calls"] == .number(count), "\(query)")
        }
    }

    @Test(
        "What is no period is refused by name",
        arguments: [
            ("?from=yesterday", "from"), ("?from=2020-01-01", "from"),
            ("?from=2026-01-05&to=2026-01-04", "from"), ("?employee_id=x", "employee_id"),
            ("?days=7", "days"),
        ])
    func refused(query: String, field: String) {
        let reply = office.api(.get, "/statistics\(query)")
        #expect(reply.status == 422 && reply.problems == [field])
    }
}
