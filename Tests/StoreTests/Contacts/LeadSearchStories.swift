import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct LeadSearchStories {
    let company: Company

    init() throws {
        company = try Company()
        for (name, phone) in [("Богдан Ткач", "0500000022"), ("Кав’ярня №7", "+48501234567")] {
            var details = LeadDetails()
            details.name = name
            details.phones = [PhoneNumber(phone)]
            _ = try company.store.createLead(details, origin: .manual, at: Company.morning)
        }
    }

    private func found(_ text: String) throws -> [String] {
        var filter = LeadFilter()
        filter.text = text
        return try company.store.leads(filter, Pagination()).items.map(\.details.name)
    }

    @Test(
        "A lead is found by part of its name, or by a number in any spelling or a few of its digits",
        arguments: [
            ("ткач", ["Богдан Ткач"]), ("(050) 000-00-22", ["Богдан Ткач"]),
            ("+380500000022", ["Богдан Ткач"]), ("000 0022", ["Богдан Ткач"]),
            ("№7", ["Кав’ярня №7"]), ("501", ["Кав’ярня №7"]), ("0501234567", []),
            ("' OR 1 --", []),
        ] as [(String, [String])])
    func search(text: String, names: [String]) throws {
        #expect(try found(text) == names)
    }
}
