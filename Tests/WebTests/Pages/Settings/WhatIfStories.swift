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
        let page = olena.open("/settings/leads")
        #expect(page.text.contains("data-answer=\"what-if-answer\""))
        #expect(page.text.contains("action=\"/gateways/phonetapi/what-if\""))
    }

    @Test("A question under what is typed uses it, writes nothing, and says what cannot be saved")
    func typed() throws {
        let question = "/what-if?direction=incoming&outcome=missed&phone=0500000099&topic=leads"
        let source = "missed_call_lead_source_id=1&answered_call_lead_source_id=1"
        #expect(olena.open("\(question)&\(source)").words.contains("Ліда не було б."))
        let named = olena.open(
            "\(question)&create_lead_on_missed_incoming=1&\(source)"
                + "&missed_call_lead_source_id_new=%D0%A0%D0%B5%D0%BA%D0%BB%D0%B0%D0%BC%D0%B0")
        #expect(named.words.contains("За введеними значеннями. Нічого не записано."))
        #expect(named.words.contains("Було б створено нового ліда:"))
        #expect(try office.store.settingChoices(at: Office.morning).sources.count == 1)
        let wrong = olena.open("\(question)&\(source)&flood_brake_calls=x")
        #expect(wrong.words.contains("Введені значення не можна зберегти"))
        #expect(office.store.settings.settings.createLead.missedIncoming.isOn)
        // Secrets and addresses are never taken from the address.
        let other = olena.open(
            "/what-if?direction=incoming&outcome=missed&phone=0500000099&topic=connection")
        #expect(other.words.contains("Було б створено нового ліда:"))
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
