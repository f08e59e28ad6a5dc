import CallRules
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("What-if and the number check")
struct WhatIfStories {
    let office: Office
    let olena: Colleague

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", extension: "101", at: office)
        _ = try office.store.saveSettings(
            [
                "create_lead_on_missed_incoming": .truth(true),
                "notify_missed_lead_responsible": .truth(true),
            ], expecting: nil, by: Author(name: "Олена", origin: .machine), at: Office.morning)
    }

    @Test("Every rule tells its verdict and why, and nothing is written")
    func answered() throws {
        let page = olena.open(
            "/what-if?direction=incoming&outcome=missed&phone=050+000-00-99&extension=101")
        #expect(page.status == 200)
        let words = page.words
        #expect(words.contains("+380 50 000 00 99"))
        #expect(words.contains("Створення ліда : спрацювало б"))
        #expect(words.contains("Приєднання клієнта та ліда : нічого не зробило б"))
        #expect(words.contains("Повторне відкриття ліда : не виконувалося б"))
        #expect(words.contains("Сповіщення про пропущений : нічого не зробило б"))
        #expect(words.contains("Було б створено нового ліда:"))
        #expect(words.contains("Відповідальний Олена Гайова"))
        #expect(words.contains("Нічого не записано."))
        #expect(try office.store.counts().calls == 0)
        #expect(try office.store.counts().leads == 0)
    }

    @Test("A question that cannot be asked is refused at its field, with what was typed")
    func refused() {
        let long = String(repeating: "5", count: 61)
        let page = olena.open("/what-if?direction=incoming&outcome=missed&phone=\(long)")
        #expect(page.status == 422)
        #expect(page.text.contains("id=\"problem-phone\"") && page.text.contains(long))
    }

    @Test("The settings ask the same question at their side")
    func panel() {
        let page = olena.open("/settings")
        #expect(page.text.contains("data-answer=\"what-if-answer\""))
        #expect(page.text.contains("action=\"/gateways/phonetapi/what-if\""))
    }

    @Test("Any spelling of a number shows its class, its form, and whose it is")
    func numbers() throws {
        var client = ClientDetails()
        client.name = "Ірина Соколова"
        client.phones = [PhoneNumber("+380501234567")]
        _ = try office.store.createClient(client, at: Office.morning)
        let own = olena.open("/numbers?number=8+050+123-45-67").words
        #expect(own.contains("Вид повний номер"))
        #expect(own.contains("Зберігається як +380501234567"))
        #expect(own.contains("Показується як +380 50 123 45 67"))
        #expect(own.contains("Клієнт: Ірина Соколова"))
        #expect(own.contains("Схожих немає."))
        let foreign = olena.open("/numbers?number=%2B48501234567").words
        #expect(foreign.contains("Ніхто: для правил номер невідомий."))
        #expect(foreign.contains("Клієнт: Ірина Соколова"))
        #expect(olena.open("/numbers?number=101").words.contains("Вид короткий"))
        #expect(olena.open("/numbers?number=anonymous").words.contains("Вид прихований"))
        #expect(olena.open("/numbers?number=%22%3E%3Cscript%3E").text.contains("<script>") == false)
    }
}
