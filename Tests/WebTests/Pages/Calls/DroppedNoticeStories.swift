import CallRules
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Why somebody was not told of a call")
struct DroppedNoticeStories {
    let office: Office
    let taras: Colleague
    private let page = "/calls/\(Office.uuid)"

    init() throws {
        office = try Office()
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
        let settings = """
            {"notify_missed_unknown":true,"notify_missed_unknown_employee_ids":[\(taras.id.value)]}
            """
        #expect(office.api(.patch, "/settings", settings).status == 200)
    }

    @Test("The page of a missed call says that its employee wants no notices, in both languages")
    func notWanted() throws {
        #expect(taras.send("/me/notices", [("notices", "nothing")]).status == 303)
        office.hearConversation(number: "+380500000099", answered: false, recording: nil)
        #expect(try office.store.releaseDueNotices(at: Office.morning) == 1)
        #expect(taras.open(page).words.contains("не надсилалося: людина вимкнула сповіщення"))
        _ = taras.send("/appearance", [("language", "en")])
        #expect(taras.open(page).words.contains("not sent: the person switched notices off"))
    }

    @Test("Every stored reason is said in words of its own, in both languages")
    func everyReason() throws {
        office.hearConversation(number: "+380500000099", answered: false, recording: nil)
        var said: [String: Set<Substring>] = [:]
        for reason in DropReason.allCases {
            try drop(reason.rawValue)
            for (language, start) in [("uk", "не надсилалося: "), ("en", "not sent: ")] {
                _ = taras.send("/appearance", [("language", language)])
                let words = taras.open(page).words
                let range = try #require(words.range(of: start), "\(reason), \(language)")
                said[language, default: []].insert(words[range.upperBound...])
            }
        }
        #expect(said["uk"]?.count == DropReason.allCases.count)
        #expect(said["en"]?.count == DropReason.allCases.count)
        let document = office.ask(.get, "/api/v1/openapi.json", token: nil).json
        let schema = document["components"]?["schemas"]?["Notification"]
        let member = schema?["properties"]?["dropped_reason"]
        for reason in DropReason.allCases {
            #expect("\(String(describing: member))".contains(reason.rawValue))
        }
    }

    @Test("A stored reason that no version of ours wrote is an error, not another reason")
    func unknown() throws {
        office.hearConversation(number: "+380500000099", answered: false, recording: nil)
        try drop("bored")
        #expect {
            try office.store.notices(NoticeFilter(), Pagination())
        } throws: { "\($0)".contains("dropped_reason holds \"bored\"") }
    }

    private func drop(_ code: String) throws {
        try office.store.write(.system(at: Instant(milliseconds: 0))) { transaction in
            try transaction.db.execute(
                sql: "UPDATE notice SET dropped_reason = ?", arguments: [code])
        }
    }
}
