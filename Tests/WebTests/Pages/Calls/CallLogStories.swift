import CallRules
import CompanyTime
import Foundation
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// The call log and its export.
extension CallPageStories {
    /// Stores calls six hours apart with alternating employee, direction and outcome.
    private func hearDays(_ count: Int) {
        for number in 0..<count {
            office.hearConversation(
                uuid: String(format: "%032x", number + 1),
                number: "+38050000\(String(format: "%04d", number % 5))",
                extension: number % 2 == 0 ? "101" : "102", direction: number % 3 == 0 ? 2 : 4,
                answered: number % 4 != 0,
                recording: number % 4 == 1 ? Office.recordingURL : nil,
                endedSecondsAgo: number * 6 * 3600)
        }
    }

    private func uuids(_ text: String) -> [String] {
        text.matches(of: /<tr data-href="[^"]*\/calls\/([^"]+)"/).map { String($0.1) }
    }

    /// The uuids of the rows of all pages.
    private func rows(_ query: String) -> [String] {
        var found: [String] = []
        var path: String? = "/calls?\(query)"
        while let next = path {
            let page = olena.open(next)
            found += uuids(page.text)
            path = page.text.firstMatch(of: /href="([^"]*after=[^"]*)"/).map {
                String(String($0.1).unescaped.dropFirst(Route.prefix.count))
            }
        }
        return found
    }

    /// The cells of an exported file; valid for cells without `;` and line breaks.
    private func exported(_ query: String, by colleague: Colleague) -> [[String]] {
        let marks = CharacterSet(charactersIn: "\u{FEFF}\"'")
        return colleague.open("/calls/export?\(query)").text.components(separatedBy: "\r\n")
            .dropLast().map { line in
                line.components(separatedBy: ";").map { $0.trimmingCharacters(in: marks) }
            }
    }

    @Test("A file holds exactly the rows of all pages, in their order, whatever the filters")
    func export() {
        hearDays(60)
        var chance = SeededRandom(seed: 20_260_105)
        let choices: [[String]] = [
            ["period=all", "period=7", "period=today", "from=2025-12-28&to=2026-01-02"],
            ["", "direction=incoming", "direction=outside", "direction=internal"],
            ["", "", "outcome=missed", "outcome=answered"],
            ["", "", "", "employee=me", "employee=2", "number=0500000003"],
            ["", "", "", "recording=no", "returned=no", "first=yes", "unique=yes", "known=no"],
            ["", "", "hour=10", "weekday=1", "talk_from=100"],
            ["", "sort=oldest", "sort=talk", "sort=wait"],
        ]
        for _ in 0..<40 {
            let query = choices.compactMap { $0.randomElement(using: &chance) }
                .filter { !$0.isEmpty }.joined(separator: "&")
            let shown = rows(query)
            #expect(exported(query, by: olena).dropFirst().compactMap(\.last) == shown, "\(query)")
            let json = olena.open("/calls/export?format=json&\(query)").json
            guard case .list(let items) = json else {
                Issue.record("no JSON: \(query)")
                continue
            }
            #expect(items.map { $0["uuid"] } == shown.map { .string($0) }, "\(query)")
        }
    }

    @Test("A file says what the page says, shows uuids to administrators only, and is audited")
    func file() throws {
        hearDays(2)
        let rows = exported("", by: olena)
        #expect(rows.first?.first == "Початок (Europe/Kyiv)" && rows.first?.last == "UUID")
        #expect(
            rows.last == [
                "05.01.2026 04:27:35", "вхідні", "прийняті", "", "", "", "380500000001",
                "Тарас Левченко", "102", "380440000777", "", "9", "136", "так", "", "", "",
                String(format: "%032x", 2),
            ])
        #expect(!exported("", by: taras).joined().contains("UUID"))
        let file = taras.open("/calls/export")
        #expect(file.fields[.contentDisposition] == "attachment; filename=\"calls-2026-01-05.csv\"")
        #expect(file.fields[.contentType] == "text/csv; charset=utf-8")
        let entries = try office.store.auditEntries(Pagination()).items
        #expect(entries.count { $0.action == .exported && $0.subject == "calls" } == 3)
    }

    @Test("What is asked for wrongly is not taken away: the page says what is wrong")
    func wrongFile() {
        let reply = olena.open("/calls/export?hour=99")
        #expect(reply.status == 303 && reply.place == "/calls?hour=99")
    }

    @Test("Each filter in force can be taken off by itself")
    func chips() {
        hearDays(3)
        let page = olena.open(
            "/calls?period=all&direction=incoming&employee=2&hour=10&sort=oldest&after=1_1")
        for text in [
            "Напрямок: вхідні", "Співробітник: Тарас Левченко", "Година: 10:00–10:59",
        ] { #expect(page.words.contains(text), "\(text)") }
        let ways = page.text.matches(of: /<li>[^<]+<a class="button quiet" href="([^"]+)"/)
            .map { String($0.1).unescaped }
        #expect(
            ways
                == [
                    "employee=2&hour=10&sort=oldest", "direction=incoming&hour=10&sort=oldest",
                    "direction=incoming&employee=2&sort=oldest",
                ].map { "\(PageRoute.calls.path)?period=all&\($0)" })
    }

    @Test("One field finds names, companies and any digits of a number, and says how many calls")
    func search() {
        hearDays(10)
        _ = office.api(
            .post, "/clients",
            #"{"name":"Ірина Соколова","company":"Кав’ярня","phones":["0500000001"]}"#)
        for (typed, count) in [
            ("соколова", 2), ("КАВ", 2), ("000 03", 2), ("+380500000003", 2), ("ніхто", 0),
        ] {
            let query = CallsQuery([.period: "all", .search: typed])
            let page = olena.open("/calls?\(query.text)")
            #expect(uuids(page.text).count == count, "\(typed)")
            #expect(count == 0 || page.words.contains("\(count) дзвінки"), "\(typed)")
        }
    }

    @Test("A value that is refused marks its field and stands in no link")
    func refused() {
        hearDays(3)
        let page = olena.open("/calls?period=all&outcome=answered&hour=99&from=x")
        #expect(page.status == 422 && page.text.contains("id=\"problem-hour\""))
        #expect(page.text.contains("id=\"problem-from\""))
        #expect(!page.text.contains("hour=99") && !page.text.contains("from=x"))
        #expect(page.words.contains("Результат: прийняті") && !page.words.contains("Година: 99"))
    }

    @Test("Empty parameters leave the address, whichever list it is")
    func cleanAddresses() {
        let reply = olena.open("/calls?period=all&from=&to=&search=&outcome=missed&hour=")
        #expect(reply.status == 303 && reply.place == "/calls?period=all&outcome=missed")
        #expect(olena.open("/clients?search=&whose=").place == "/clients")
        #expect(
            olena.open("/clients?search=%26+%D1%8F&whose=").place == "/clients?search=%26%20%D1%8F")
        #expect(olena.open("/calls?period=all").status == 200)
    }

    @Test("Seven days are seven with today, the default period shows its dates, and 0 is today")
    func namedPeriods() {
        let localize = Localizer(.uk, timezone: "Europe/Kyiv", now: Office.morning)
        func period(_ name: String, _ usual: Int) -> String? {
            CallsPeriod(name, usual: usual, localize).map {
                "\($0.label(usual: usual, localize)): \($0.dates(localize) ?? "")"
            }
        }
        #expect(period("6", 7) == "7 днів: 30 гру 2025 – 5 січ")
        #expect(period("", 7) == "8 днів: 29 гру 2025 – 5 січ")
        #expect(period("", 0) == "Сьогодні: 5 січ" && period("yesterday", 0) == "Вчора: 4 січ")
        #expect(period("month", 7) == "Цей місяць: 1–5 січ" && period("all", 7) == "За весь час: ")
        #expect(period("week", 7) == nil)
    }

    @Test("The heads of columns sort, and localize how they do")
    func sorting() {
        hearDays(5)
        let newest = uuids(olena.open("/calls").text)
        let page = olena.open("/calls?sort=oldest")
        #expect(uuids(page.text) == newest.reversed())
        #expect(page.text.contains("aria-sort=\"ascending\""))
        let talks = olena.open("/calls?sort=talk")
        #expect(talks.text.contains("aria-sort=\"descending\"") && uuids(talks.text).count == 5)
    }

    @Test("A view is saved under a name, opens what it was saved from, and is deleted")
    func views() throws {
        hearDays(3)
        let query = "period=all&outcome=missed"
        let saved = taras.send(
            "/calls/views", [("query", query + "&after=1_1"), ("name", "Мої <пропущені>")])
        #expect(saved.place == "/calls?\(query)&done=saved")
        let page = taras.open("/calls?\(query)")
        #expect(
            page.text.contains("Мої &lt;пропущені&gt;</a>") && page.text.contains("aria-current"))
        #expect(!olena.open("/calls").words.contains("пропущені>"))
        let id = try #require(page.text.firstMatch(of: /name="delete" value="(\d+)"/)?.1)
        let deleted = taras.send("/calls/views", [("query", query), ("delete", String(id))])
        #expect(deleted.place == "/calls?\(query)&done=deleted")
        #expect(!taras.open("/calls").words.contains("Мої <"))
    }

    @Test("A view without a name comes back with what is wrong, beside the calls it was asked from")
    func nameless() {
        hearDays(3)
        let page = taras.send("/calls/views", [("query", "period=all&employee=me"), ("name", " ")])
        #expect(page.status == 422 && page.text.contains("id=\"problem-name\""))
        #expect(uuids(page.text).count == 1)
    }

    @Test("An address is printed as it is read, in one order, without what is not said")
    func language() {
        let text = "period=30&direction=outside&employee=none&number=%2B380500000001&unique=yes"
        #expect(CallsQuery(text: text).text == text)
        #expect(CallsQuery(text: "unique=yes&x=1&hour=&period=30").text == "period=30&unique=yes")
        let query = CallsQuery([.outcome: "missed", .from: "2026-01-01", .after: "1"])
        #expect(query.with(.returned, "no").text == "from=2026-01-01&outcome=missed&returned=no")
        #expect(query.without(.from, .outcome).path == PageRoute.calls.path)
    }

    @Test("Every parameter narrows the filter it names")
    func parameters() {
        let localize = Localizer(.uk, timezone: "Europe/Kyiv", now: Office.morning)
        func read(_ text: String) -> CallFilterInput {
            CallFilterInput(CallsQuery(text: text), days: 7, me: Office.taras, localize)
        }
        var expected = CallFilter()
        expected.from = LocalDay("2026-01-01", in: localize.companyClock)?.start
        expected.to = LocalDay("2026-01-02", in: localize.companyClock)?.end
        expected.isOutside = true
        expected.outcome = .missed
        expected.employeeID = Office.taras
        expected.line = "380440000777"
        expected.phone = PhoneNumber("050 000 00 01")
        (expected.isKnown, expected.hasRecording, expected.isReturned) = (true, false, true)
        (expected.madeLead, expected.isFirst, expected.isOnePerNumber) = (true, true, true)
        expected.waitSeconds = SecondsRange(from: 1, to: 2)
        expected.talkSeconds = SecondsRange(from: 3, to: 4)
        expected.localHour = LocalHour(weekday: 7, hour: 0, in: localize.companyClock)
        (expected.clientID, expected.leadID) = (Client.ID(5), Lead.ID(6))
        let all = read(
            """
            from=2026-01-01&to=2026-01-02&direction=outside&outcome=missed&employee=me&\
            line=380440000777&number=050+000+00+01&known=yes&recording=no&returned=yes&lead=yes&\
            first=yes&unique=yes&wait_from=1&wait_to=2&talk_from=3&talk_to=4&weekday=7&hour=0&\
            client=5&lead_id=6&sort=wait&after=9_8
            """)
        #expect(all.filter == expected && all.order == .wait && all.problems.isEmpty)
        #expect(all.after == Cursor("9_8"))
        #expect(read("employee=none").filter.hasNoEmployee)
        #expect(read("direction=internal").filter.direction == .internal)
        #expect(read("").filter.from == LocalDay("2025-12-29", in: localize.companyClock)?.start)
    }
}
