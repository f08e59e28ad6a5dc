import CallRules
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Two administrators at the settings, and their history")
struct ConflictStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", at: office)
        taras = try Colleague("Тарас Левченко", at: office)
    }

    private var settings: Settings { office.store.settings.settings }

    /// Sends Olena's form, which was filled in before Taras saved.
    private func meet() throws -> Reply {
        let form = try olena.settingsForm(
            [
                "leads_before_connection_days": ["30"], "timezone": ["Europe/Warsaw"],
                "phonet_domain": ["vitryla.phonet.com.ua"],
                "phonet_api_key": ["0123456789abcdef"],
            ], on: .connection)
        _ = try taras.save([
            "leads_before_connection_days": ["90"], "default_period_days": ["14"],
        ])
        return olena.send("/settings", form)
    }

    @Test("Who saves over somebody's save sees both values, and whose they are")
    func shown() throws {
        let page = try meet()
        #expect(page.status == 409)
        #expect(settings.leadsBeforeConnectionDays == 90)
        for key in [
            "leads_before_connection_days", "default_period_days", "timezone", "phonet_domain",
            "phonet_api_key",
        ] {
            #expect(page.text.contains("name=\"keep_\(key)\""), "\(key)")
        }
        #expect(!page.text.contains("name=\"keep_language\""))
        #expect(page.words.contains("Збережено: Тарас Левченко, 10:30"))
        #expect(page.words.contains("••••cdef"))
    }

    @Test("A save of another page meanwhile is no conflict, and nobody's values are lost")
    func otherPage() throws {
        let form = try olena.settingsForm(["push_delay_seconds": ["30"]], on: .notifications)
        _ = try taras.save(["default_period_days": ["14"], "distribution_mode": ["even"]])
        #expect(olena.send("/settings/notifications", form).status == 303)
        #expect(settings.pushDelaySeconds == 30 && settings.defaultPeriodDays == 14)
        #expect(settings.distributionMode == .even)
        // The same form once more: its own page has a newer version now.
        #expect(olena.send("/settings/notifications", form).status == 409)
    }

    @Test("What was chosen is saved, and nothing of the rest is lost")
    func chosen() throws {
        _ = try meet()
        let form = try olena.settingsForm(
            [
                "leads_before_connection_days": ["30"], "timezone": ["Europe/Warsaw"],
                "default_period_days": ["7"], "phonet_domain": ["vitryla.phonet.com.ua"],
                "phonet_api_key": ["0123456789abcdef"],
                "keep_leads_before_connection_days": ["mine"],
                "keep_default_period_days": ["theirs"], "keep_timezone": ["mine"],
                "keep_phonet_domain": ["mine"], "keep_phonet_api_key": ["mine"],
            ], on: .connection)
        #expect(olena.send("/settings", form).status == 303)
        #expect(settings.leadsBeforeConnectionDays == 30 && settings.defaultPeriodDays == 14)
        #expect(settings.timezone == "Europe/Warsaw")
        #expect(settings.phonetAPIKey == "0123456789abcdef")
    }

    @Test("The history tells who changed what in names, and an earlier version comes back")
    func rollBack() throws {
        _ = try taras.save(["call_push_employee_ids": ["\(olena.id.value)"]])
        _ = try olena.save([
            "call_push_employee_ids": [], "notify_missed_unknown": ["1"],
            "notify_missed_unknown_employee_ids": ["\(olena.id.value)"],
            "phonet_api_key": ["0123456789abcdef"],
        ])
        let words = olena.open("/settings/history").words
        #expect(words.contains("Версія 2"))
        #expect(words.contains("Тарас Левченко"))
        #expect(words.contains("нікого → Олена Гайова"))
        #expect(words.contains("ні → так"))
        #expect(words.contains("порожньо → ••••cdef"))
        let question = olena.open("/settings/history/2").words
        #expect(question.contains("нікого → Олена Гайова") && question.contains("так → ні"))
        #expect(!question.contains("cdef"))
        let version = "\(office.store.settings.version)"
        let reply = taras.send("/settings/history/2", [("version", version)])
        #expect(reply.status == 303)
        #expect(settings.callPushEmployeeIDs == [olena.id] && !settings.notifyMissedUnknown)
        #expect(settings.phonetAPIKey == "0123456789abcdef")
        #expect(taras.send("/settings/history/1", [("version", version)]).status == 409)
        #expect(taras.open("/settings/history/99").status == 404)
    }

    @Test("An earlier domain comes back only with its key")
    func earlierDomain() throws {
        for (domain, key) in [("a.phonet.com.ua", "first-key"), ("b.phonet.com.ua", "other-key")] {
            _ = try olena.save(["phonet_domain": [domain], "phonet_api_key": [key]])
        }
        let page = olena.open("/settings/history/2")
        #expect(page.text.contains("name=\"phonet_api_key\""))
        let refused = olena.send("/settings/history/2", [("version", "3")])
        #expect(refused.status == 422 && refused.text.contains("id=\"problem-phonet_api_key\""))
        let back = olena.send(
            "/settings/history/2", [("version", "3"), ("phonet_api_key", "first-key")])
        #expect(back.status == 303 && settings.phonetDomain == "a.phonet.com.ua")
    }
}
