import CallRules
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The settings page")
struct SettingsPageStories {
    let office: Office
    let olena: Colleague

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", extension: "101", at: office)
    }

    private var settings: Settings { office.store.settings.settings }

    @Test("Every key of the settings has its words, its block and its field, in either language")
    func complete() throws {
        let keys = SettingFields.all.map(\.key)
        #expect(SettingBlock.allCases.flatMap(\.keys).count == keys.count)
        #expect(Set(SettingBlock.allCases.flatMap(\.keys)) == Set(SettingKey.allCases))
        #expect(Set(SettingStrings.all.keys) == Set(keys))
        for key in SettingKey.allCases {
            let page = olena.open(olena.path(of: SettingTopic.of(key)))
            #expect(page.status == 200)
            #expect(page.text.contains("id=\"field-\(key.rawValue)\""), "\(key)")
        }
        let ukrainian = olena.settingsWords
        for words in SettingStrings.all.values {
            #expect(ukrainian.contains(HTML(escaping: words.label.uk).text), "\(words.label.uk)")
        }
        _ = try olena.office.store.updateEmployee(olena.id, at: Office.morning) {
            $0.language = .en
        }
        let english = olena.settingsWords
        for words in SettingStrings.all.values {
            #expect(english.contains(words.label.en), "\(words.label.en)")
        }
    }

    @Test("The items of the customer's own page stand in its order and in its words")
    func seed() {
        let words = olena.settingsWords
        let items = [
            "Для надсилання даних контакту до Phonet, що знайдено в системі за номером телефону",
            "Для отримання даних про дзвінок після завершення (обов’язково)",
            "Для отримання даних у процесі дзвінка", "Phonet домен", "Phonet ApiKey",
            "Стандартний проміжок днів для історії та статистики",
            "Автоматичне створення лідів із пропущених дзвінків",
            "Автоматичне створення ліда при відповіді на вхідний дзвінок",
            "Створити ліди з пропущених вихідних дзвінків",
            "Автоматичне створення ліда при відповіді на вихідний дзвінок",
            "Джерело ліда за умовчанням при автоматичному створенні (для пропущеного дзвінка)",
            "Джерело ліда за умовчанням при автоматичному створенні (для прийнятого дзвінка)",
            "Статус для автоматичного відкриття ліда під час вихідного виклику програними лідами",
            "Співробітники, яким надсилати пуші при дзвінках, крім відповідальних",
            "Пауза, після якої вирушатимуть пуші співробітникам, після їх формування",
            "Надсилати повідомлення про пропущені дзвінки відповідальному за ліда",
            "Надсилати повідомлення про пропущені дзвінки адміністраторам клієнта",
            "Надсилати повідомлення про пропущені дзвінки з невідомих номерів обраним співробітникам",
            "Автоматичний розподіл лідів Вимкнено",
            "Список співробітників для авторозподілу лідів для пропущених вхідних дзвінків",
        ]
        var rest = words[...]
        for item in items {
            let place = rest.range(of: item)
            #expect(place != nil, "\(item)")
            if let place { rest = rest[place.upperBound...] }
        }
    }

    @Test("What is saved is there after a reload, and a page sent untouched changes nothing")
    func saved() throws {
        let reply = try olena.save([
            "push_delay_seconds": ["15"], "create_lead_on_missed_incoming": ["1"],
            "call_push_employee_ids": ["\(olena.id.value)"], "distribution_mode": ["even"],
            "phonet_domain": ["https://Vitryla.phonet.com.ua/"],
            "phonet_api_key": ["0123456789abcdef"], "timezone": ["Europe/Warsaw"],
            "webhook_allowed_networks": ["10.0.0.0/16\r\n 2001:db8::1,192.0.2.7"],
            "language": ["en"],
        ])
        #expect(reply.status == 303)
        #expect(reply.location?.hasSuffix("?news=saved") == true)
        #expect(settings.pushDelaySeconds == 15 && settings.createLead.missedIncoming.isOn)
        #expect(settings.callPushEmployeeIDs == [olena.id] && settings.distributionMode == .even)
        #expect(settings.phonetDomain == "vitryla.phonet.com.ua")
        #expect(settings.phonetAPIKey == "0123456789abcdef" && settings.timezone == "Europe/Warsaw")
        #expect(settings.webhookAllowedNetworks == ["10.0.0.0/16", "2001:db8::1", "192.0.2.7"])
        let page = olena.open("/settings")
        #expect(
            page.text.contains("value=\"vitryla.phonet.com.ua\"") && page.text.contains("••••cdef")
                && !page.text.contains("0123456789abcdef"))
        #expect(olena.open("/settings/notifications").text.contains("value=\"15\""))
        let version = office.store.settings.version
        #expect(
            try olena.save([:]).location
                == "/gateways/phonetapi/settings/leads?news=unchanged")
        #expect(office.store.settings.version == version)
    }

    @Test("Boxes that are not ticked are off, and the order somebody gave a list stays")
    func boxes() throws {
        let taras = try Colleague("Андрій Тарасенко", at: office)
        let order = SettingInput.numbers([taras.id.value, olena.id.value])
        _ = try office.store.saveSettings(
            ["call_push_employee_ids": order, "notify_missed_unknown": .truth(true)],
            expecting: nil, by: Author(name: "CRM", origin: .machine), at: Office.morning)
        let ids = ["\(olena.id.value)", "\(taras.id.value)"]
        let same = try olena.save(["call_push_employee_ids": ids])
        #expect(same.location?.hasSuffix("unchanged") == true)
        _ = try olena.save(["notify_missed_unknown": []])
        #expect(!settings.notifyMissedUnknown && settings.callPushEmployeeIDs.count == 2)
    }

    @Test("Mistakes come back at their fields, with everything that was typed")
    func validationMessages() throws {
        let networks = try olena.save(["webhook_allowed_networks": ["10.0.0.0/16\nдесь тут"]])
        #expect(networks.status == 422 && networks.text.contains("десь тут"))
        #expect(networks.text.contains("id=\"problem-webhook_allowed_networks\""))
        let source = try olena.save([
            "create_lead_on_missed_incoming": ["1"], "missed_call_lead_source_id": [],
            "missed_call_lead_source_id_new": ["Реклама"], "flood_brake_calls": ["багато"],
        ])
        #expect(source.status == 422 && source.text.contains("value=\"Реклама\""))
        #expect(try olena.save(["push_delay_seconds": ["тридцять"]]).text.contains("тридцять"))
        let reply = try olena.save([
            "default_period_days": ["400"],
            "phonet_domain": ["crm.example"], "phonet_api_key": ["typed-secret-key"],
            "client_url_template": ["\"><script>alert(1)</script>"],
        ])
        #expect(reply.status == 422)
        for key in [
            "default_period_days", "phonet_domain", "client_url_template",
        ] {
            #expect(reply.text.contains("href=\"#field-\(key)\""), "\(key)")
            #expect(reply.text.contains("id=\"problem-\(key)\""), "\(key)")
        }
        #expect(reply.words.contains("Не збережено: 3 помилки"))
        for typed in ["400", "crm.example", "typed-secret-key"] {
            #expect(reply.text.contains(typed), "\(typed)")
        }
        #expect(!reply.text.contains("<script>alert"))
        #expect(reply.text.contains("&quot;&gt;&lt;script&gt;"))
        #expect(settings.pushDelaySeconds == 0)
        #expect(try office.store.settingChoices(at: Office.morning).sources.count == 1)
    }

    @Test("A source and a status can be added where they are chosen")
    func added() throws {
        let reply = try olena.save([
            "missed_call_lead_source_id_new": ["Реклама"], "reopen_status_id_new": ["Повернено"],
        ])
        #expect(reply.status == 303)
        let choices = try office.store.settingChoices(at: Office.morning)
        #expect(
            choices.sources.first { $0.id == settings.missedCallLeadSourceID }?.name == "Реклама")
        #expect(choices.statuses.first { $0.id == settings.reopenStatusID }?.name == "Повернено")
    }

    @Test("Another domain needs the key again, no domain forgets it")
    func domains() throws {
        _ = try olena.save([
            "phonet_domain": ["a.phonet.com.ua"], "phonet_api_key": ["0123456789abcdef"],
        ])
        let lured = try olena.save(["phonet_domain": ["b.phonet.com.ua"]])
        #expect(lured.status == 422 && lured.text.contains("id=\"problem-phonet_api_key\""))
        #expect(try olena.save(["phonet_domain": [""]]).status == 303)
        #expect(settings.phonetDomain.isEmpty && settings.phonetAPIKey.isEmpty)
    }

    @Test("Each cell of the matrix has a sentence in plain words for any state of its switches")
    func plainWords() throws {
        #expect(
            olena.open("/settings/leads").words.components(
                separatedBy: "Такий дзвінок ліда не створює."
            ).count == 5)
        _ = try olena.save([
            "create_lead_on_missed_incoming": ["1"], "create_lead_on_answered_outgoing": ["1"],
            "create_lead_on_answered_outgoing_if_client_exists": ["1"],
        ])
        let words = olena.open("/settings/leads").words
            .replacing("« ", with: "«").replacing(" »", with: "»")
        #expect(
            words.contains(
                "Такий дзвінок з невідомого номера створює ліда з джерелом «Телефонія»; "
                    + "для клієнта ліда не буде. Відповідальний – той, чий телефон дзвонив"))
        #expect(
            words.contains(
                "Такий дзвінок створює ліда з джерелом «Телефонія», навіть якщо номер має "
                    + "клієнт. Відповідальний – той, хто телефонував."))
    }

    @Test("The cards of the distribution tell whose turns come next")
    func turns() throws {
        _ = try Colleague("Тарас Левченко", .employee, at: office)
        #expect(
            olena.open("/settings/distribution").words.contains(
                "Наступні три: Олена Гайова, Тарас Левченко, Олена Гайова."))
    }

    @Test("Nobody but an administrator may look, save, check or trust")
    func untrustedSources() throws {
        let marko = try Colleague("Марко Дубовик", .employee, at: office)
        for path in ["", "/leads", "/hours", "/telegram", "/history", "/history/1"] {
            #expect(marko.open("/settings" + path).status == 403)
        }
        #expect(marko.open("/what-if").status == 403)
        #expect(marko.open("/numbers").status == 403)
        for path in [
            "", "/leads", "/security", "/connection", "/webhook-token", "/trusted-networks",
            "/history/1",
        ] {
            #expect(marko.send("/settings" + path, [("version", "1")]).status == 403)
        }
        #expect(office.store.settings.version == 1)
    }
}
