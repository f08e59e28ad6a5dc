import CallRules
import JSONText
import TestSupport
import Testing

@testable import Courier
@testable import Store

@Suite("What a push says")
struct TextStories {
    private func notice(
        _ news: NoticeNews, name: String? = nil, company: String? = nil,
        number: String = Company.unknownCaller, by person: String? = nil
    ) -> NoticeContent {
        NoticeContent(
            kind: .incomingCall, news: news, callUUID: "3f9c", leadID: Lead.ID(7), name: name,
            company: company, number: PhoneNumber(number), answeredBy: person, lineName: nil)
    }

    @Test("A client is named, in the person's language")
    func client() {
        let iryna = notice(.ringing, name: "Ірина Соколова", company: "ТОВ «Приклад»")
        #expect(NoticeText(iryna, .uk).title == "Вхідний дзвінок")
        #expect(NoticeText(iryna, .en).title == "Incoming call")
        #expect(NoticeText(iryna, .uk).body == "Ірина Соколова (ТОВ «Приклад»)")
        let talk = notice(.answered, name: "Ірина Соколова", by: "Олена Гайова")
        #expect(NoticeText(talk, .uk).body == "Ірина Соколова. Співробітник: Олена Гайова")
        #expect(NoticeText(talk, .en).body == "Ірина Соколова. Employee: Олена Гайова")
        let lasting = notice(.talking, name: "Ірина Соколова", by: "Олена Гайова")
        #expect(NoticeText(lasting, .uk).title == "Розмова триває")
        #expect(NoticeText(lasting, .uk).body == "Ірина Соколова — на зв’язку Олена Гайова")
        #expect(NoticeText(lasting, .en).body == "Ірина Соколова, with Олена Гайова")
    }

    @Test(
        "No number stands whole on a lock screen",
        arguments: [
            (nil, "+380501234567", "+380 50 ••• •• 67"),
            ("+380501234567", "+380501234567", "+380 50 ••• •• 67"),
            ("Богдан 050 123 45 67", "+380501234567", "Богдан 050 ••• •• 67"),
            (nil, "+48501234567", "+48 50• ••• •67"),
            (nil, "2223344", "•••••44"),
            (nil, "112", "112"),
            (nil, "anonymous", "Номер приховано"),
        ] as [(String?, String, String)])
    func numbers(name: String?, number: String, shown: String) {
        #expect(NoticeText(notice(.missed, name: name, number: number), .uk).body == shown)
    }

    @Test("Whatever people are called, a push is short enough for every device")
    func length() throws {
        let long = String(repeating: "\u{1}👩‍👩‍👧‍👦", count: 300)
        let delivery = Delivery(
            id: 1, channel: .webPush, attempt: 1, tries: 1, address: 1, employeeID: Company.taras,
            expiresAt: Company.morning, language: .uk, noticeID: nil,
            content: .notice(notice(.answered, name: long, company: long, by: long)))
        #expect(PushPayload(delivery, page: "/gateways/phonetapi/me").bytes.count <= 2800)
    }
}
