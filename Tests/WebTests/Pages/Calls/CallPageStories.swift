import CallRules
import CompanyTime
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The call log")
struct CallPageStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague
    private let uuid = "b07a42d1c9e84f35a6d2180e5c7b94af"

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
    }

    /// Stores calls, each a minute before the one before; every second one is Taras's.
    private func hearCalls(_ count: Int) {
        for number in 0..<count {
            office.hearConversation(
                uuid: String(format: "%032x", number + 1),
                number: "+38050\(String(format: "%07d", number))",
                extension: number.isMultiple(of: 2) ? "101" : "102", recording: nil,
                endedSecondsAgo: number * 60)
        }
    }

    private func rows(_ reply: Reply) -> Int {
        reply.text.components(separatedBy: "<tr data-href").count - 1
    }

    @Test("An employee comes in at the calls, an administrator at the settings")
    func home() {
        #expect(taras.open("/").location == PageRoute.calls.path)
        #expect(olena.open("/").location == PageRoute.settings(.connection).path)
    }

    @Test("Before the first call the page says what to do")
    func fresh() {
        #expect(olena.open("/calls").words.contains("Підключити Phonet"))
        let page = taras.open("/calls").words
        #expect(page.contains("Дзвінків ще не було") && !page.contains("Підключити Phonet"))
    }

    @Test("A call is a row with who, whose, how long and what it left, and opens its page")
    func row() throws {
        _ = office.api(.patch, "/settings", #"{"create_lead_on_missed_incoming": true}"#)
        _ = office.api(.post, "/clients", #"{"name":"Ірина Соколова","phones":["0500000011"]}"#)
        office.hearConversation()
        office.hearConversation(
            uuid: uuid, number: "+380500000099", answered: false, recording: nil)
        let page = taras.open("/calls")
        #expect(rows(page) == 2)
        for words in [
            "вхідний, прийнятий", "Ірина Соколова +380 50 000 00 11", "Олена Гайова", "2:16",
            "запис є", "пропущений", "+380 50 000 00 99", "новий лід",
        ] { #expect(page.words.contains(words), "\(words)") }
        #expect(page.text.contains("<tr data-href=\"\(PageRoute.call(uuid).path)\">"))
    }

    @Test("Who talked inside the company hides no number, who hid one is named so")
    func nobody() {
        office.hearConversation(number: "", extension: "101", direction: 1)
        #expect(taras.open("/calls").words.contains("внутрішній") && !seesHidden())
        office.hearConversation(uuid: uuid, number: "anonymous")
        #expect(seesHidden())
    }

    private func seesHidden() -> Bool { taras.open("/calls").words.contains("прихований номер") }

    @Test("The call log goes back page by page and keeps what was asked for")
    func pages() throws {
        hearCalls(26)
        let first = taras.open("/calls?period=all")
        #expect(rows(first) == 25 && !first.words.contains("До найновіших"))
        let link = try #require(first.text.firstMatch(of: /href="([^"]*after=[^"]*)"/)?.1)
        let next = String(link).unescaped.dropFirst(Route.prefix.count)
        let second = taras.open(String(next))
        #expect(rows(second) == 1 && second.words.contains("До найновіших"))
        #expect(!second.words.contains("Раніше"))
    }

    @Test("Period, direction, outcome, number in any spelling and whose narrow the list")
    func filters() {
        hearCalls(4)
        office.hearConversation(
            uuid: uuid, number: "+380671112233", direction: 2, answered: false, recording: nil,
            endedSecondsAgo: 10 * 86_400)
        let cases = [
            ("", 4), ("?period=all", 5), ("?from=2025-12-26&to=2025-12-26", 1),
            ("?to=2026-01-04", 1), ("?to=2025-12-01", 0), ("?from=2026-01-05&period=yesterday", 4),
            ("?period=today", 4), ("?period=yesterday", 0), ("?period=30", 5), ("?period=month", 4),
            ("?period=all&direction=outgoing", 1), ("?period=all&outcome=answered", 4),
            ("?period=all&number=067+111-22-33", 1), ("?employee=me", 2), ("?employee=none", 0),
            ("?employee=1&period=all", 3), ("?period=all&known=no&wait_from=145&wait_to=146", 1),
            ("?period=all&line=nobody", 0), ("?period=all&weekday=5&hour=10", 1),
        ]
        for (query, count) in cases {
            #expect(rows(taras.open("/calls\(query)")) == count, "\(query)")
        }
        let empty = taras.open("/calls?to=2025-12-01")
        #expect(empty.words.contains("За цими умовами дзвінків немає"))
    }

    @Test("A day or a number that is none is told at its field, and narrows nothing")
    func validationMessages() {
        hearCalls(1)
        for query in [
            "from=2026-02-30", "to=yesterday", "number=anonymous", "direction=sideways", "hour=24",
            "weekday=0", "wait_from=x", "known=perhaps",
        ] {
            let page = taras.open("/calls?\(query)")
            #expect(page.status == 422 && page.text.contains("class=\"problem\""), "\(query)")
        }
        #expect(taras.open("/calls?after=x").status == 200)
    }

    @Test("The usual period is the one of the settings: none means today")
    func period() {
        office.hearConversation(recording: nil, endedSecondsAgo: 86_400)
        #expect(rows(taras.open("/calls")) == 1)
        _ = office.api(.patch, "/settings", #"{"default_period_days": 0}"#)
        #expect(rows(taras.open("/calls")) == 0)
    }

    @Test("The page of a call tells who, when, the course of it, and what each rule did")
    func detail() {
        _ = office.api(.patch, "/settings", #"{"create_lead_on_answered_incoming": true}"#)
        office.hearConversation(number: "+380500000099")
        let page = taras.open("/calls/\(Office.uuid)")
        #expect(page.status == 200)
        for words in [
            "+380 50 000 00 99", "Олена Гайова 101", "+380 44 000 07 77", "10:27:35",
            "створений цим дзвінком", "повідомив Phonet", "дзвонив 0:09, розмова 2:16",
            "Створення ліда : спрацювало", "Сповіщень не було.",
        ] { #expect(page.words.contains(words), "\(words)") }
        #expect(page.text.contains("<audio controls preload=\"none\""))
        #expect(!page.text.contains("style="))
    }

    @Test("Administrators read what Phonet told of a call word for word, others do not")
    func messages() {
        office.hearConversation()
        let page = "/calls/\(Office.uuid)"
        #expect(olena.open(page).text.contains("&quot;billSecs&quot;:136"))
        #expect(!taras.open(page).words.contains("billSecs"))
    }

    @Test("Any leg’s uuid in any spelling opens the call, a stranger’s does not")
    func anyLeg() {
        office.hearConversation()
        #expect(taras.open("/calls/3F9C1BE0-7D5E-4A6C-8B21-D04FA7C3E915").status == 200)
        #expect(taras.open("/calls/ffff").status == 404)
        #expect(taras.open("/calls/\(Office.uuid)/else").status == 404)
    }

    @Test("A uuid and a name made to be markup stay text")
    func hostile() {
        office.hearConversation(
            uuid: "<b>'x'</b>", number: "<script>alert(1)</script>", recording: nil)
        for page in [taras.open("/calls?period=all"), taras.open("/calls/%3Cb%3E'x'%3C%2Fb%3E")] {
            #expect(!page.text.contains("<script>alert") && !page.text.contains("<b>'x'"))
        }
    }

    @Test("Pages may play sounds of our own and nobody else’s")
    func policy() {
        let policy = taras.open("/calls").fields[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("media-src 'self';"))
    }
}

@Suite("Days of the calendar")
struct LocalDayStories {
    private let kyiv = CompanyClock(timezone: "Europe/Kyiv")

    @Test("A day begins at midnight where the company is, and has 23 hours when clocks go forward")
    func bounds() throws {
        let day = try #require(LocalDay("2026-03-29", in: kyiv))
        #expect(day.start.milliseconds == 1_774_735_200_000)
        #expect(day.end.seconds(since: day.start) == 23 * 3600)
        #expect(LocalDay(of: day.end, in: kyiv).text == "2026-03-30")
        #expect(LocalDay(of: day.start, in: kyiv) == day)
        #expect(day.earlier(by: 7, in: kyiv).text == "2026-03-22")
        #expect(day.earlier(by: 0, in: kyiv) == day)
    }

    @Test(
        "What is no day is none",
        arguments: [
            "", "2026-02-29", "2026-13-01", "2026-1-5", "1969-12-31", "26-01-05", "+026-01-05",
        ])
    func none(text: String) {
        #expect(LocalDay(text, in: kyiv) == nil)
    }
}
