import CallRules
import TestSupport
import Testing

@testable import Courier
@testable import Store

@Suite("When a notice goes out")
struct DueStories {
    let post: Post

    init() throws {
        post = try Post()
    }

    @Test("A notice waits for the pause the administrator set, and not a second longer")
    func delay() throws {
        post.company.decide { $0.pushDelaySeconds = 30 }
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        #expect(
            try post.store.courierWork(at: post.now) == .later(post.now.advanced(bySeconds: 30)))
        post.pass(seconds: 29)
        try post.goRound()
        #expect(try post.notice() == "waiting")
        #expect(post.service.count == 0)
        post.pass(seconds: 1)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "delivered")
        #expect(post.service.last("TTL") == "60")
        #expect(post.service.last("Urgency") == "high")
    }

    @Test(
        "However long the administrator's pause, what still rings or lasts then is told as it is",
        arguments: [5, 60, 61, 65, 600])
    func longPause(seconds: Int) throws {
        post.company.decide { $0.pushDelaySeconds = seconds }
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        post.pass(seconds: seconds)
        try post.goRound()
        #expect(try post.notice() == "sent" && post.push() == "delivered")
        #expect(
            try post.company.value("SELECT told || ': ' || text FROM notice")
                == "ringing: Вхідний дзвінок: +380500000099")
        try post.company.execute("DELETE FROM call")
        try post.hear(Conversation(start: post.now).dial)
        post.pass(seconds: seconds - 1)
        try post.hear(Conversation(start: post.now.earlier(bySeconds: 9)).bridge)
        post.pass(seconds: 1)
        try post.goRound()
        #expect(
            try post.company.value("SELECT told || ': ' || text FROM notice")
                == "talking: Розмова триває: +380500000099 — на зв’язку Олена Гайова")
        #expect(
            try post.company.value("SELECT news || ' ' || state FROM delivery")
                == "talking delivered")
    }

    @Test("What was formed before the clock was set back an hour goes out, and its person sees it")
    func clockSetBack() throws {
        post.company.decide { $0.pushDelaySeconds = 30 }
        try post.subscribe(Company.taras)
        post.pass(seconds: 3600)
        try post.hear(Conversation().record(answered: false))
        post.pass(seconds: -3600)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "delivered")
        let page = try post.store.ownNotices(
            of: Company.taras, at: post.now, Pagination(limit: 10, after: nil))
        #expect(page.items.count == 1)
        try post.store.seeNotices(of: Company.taras, at: post.now)
        #expect(
            try post.company.count("SELECT count(*) FROM notice WHERE seen_at IS NOT NULL") == 1)
    }

    @Test("A notice that went out stays with its person when the clock is set back afterwards")
    func sentBefore() throws {
        post.pass(seconds: 3600)
        try post.hear(Conversation().record(answered: false))
        try post.goRound()
        post.pass(seconds: -3600)
        let page = try post.store.ownNotices(
            of: Company.taras, at: post.now, Pagination(limit: 10, after: nil))
        #expect(page.items.count == 1)
    }

    @Test("What seems to ring when the gateway has stood still for long is told to nobody")
    func tooOld() throws {
        try post.hear(Conversation().dial)
        post.pass(seconds: NoticeNews.longestLateSeconds + 1)
        try post.goRound()
        #expect(try post.notice() == "too_old")
    }

    @Test("One missed call is one push, though its ringing and its miss are both due")
    func oneOutcome() throws {
        post.company.decide { $0.pushDelaySeconds = 3 }
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        post.pass(seconds: 1)
        try post.hear(Conversation().record(answered: false))
        #expect(try post.company.count("SELECT count(*) FROM notice") == 2)
        post.pass(seconds: 5)
        try post.goRound()
        #expect(post.service.count == 1)
        #expect(
            try post.company.value(
                "SELECT group_concat(kind || ' ' || coalesce(dropped_reason, told), ', ') FROM notice"
            )
                == "incoming_call already_told, missed_call missed")
    }

    @Test("The database itself refuses to tell somebody the same of one call twice")
    func toldOnce() throws {
        try post.hear(Conversation().dial)
        try post.hear(Conversation().record(answered: false))
        try post.company.execute("UPDATE notice SET told = 'missed' WHERE kind = 'missed_call'")
        #expect(throws: (any Error).self) {
            try post.company.execute("UPDATE notice SET told = 'missed'")
        }
    }

    @Test("A notice that was held while the module was off tells what is true afterwards")
    func heldBack() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.notifyMissedUnknown = false
        }
        try post.hear(Conversation().dial)
        post.company.decide { $0.moduleEnabled = false }
        post.pass(seconds: 20)
        try post.hear(Conversation().record(answered: false))
        try post.goRound()
        #expect(try post.notice() == "waiting")
        post.company.decide { $0.moduleEnabled = true }
        try post.goRound()
        #expect(
            try post.company.value("SELECT told || ': ' || text FROM notice")
                == "missed: Пропущений дзвінок: +380500000099")
    }

    @Test("A missed call that somebody returned within the pause is told to nobody")
    func returnedMeanwhile() throws {
        post.company.decide { $0.pushDelaySeconds = 300 }
        try post.hear(Conversation().dial)
        try post.hear(Conversation().record(answered: false))
        post.pass(seconds: 200)
        let back = Conversation(
            uuid: "b2", direction: .outgoing, extension: "103", start: post.now)
        try post.hear(back.bridge)
        post.pass(seconds: 200)
        try post.goRound()
        #expect(
            try post.company.value(
                "SELECT group_concat(kind || ' ' || coalesce(dropped_reason, told), ', ') FROM notice"
            )
                == "incoming_call already_told, missed_call returned")
    }

    @Test("A lead that got another responsible within the pause is announced to nobody")
    func reassigned() throws {
        post.company.decide {
            $0.pushDelaySeconds = 60
            $0.createLead.missedIncoming.isOn = true
            $0.notifyMissedUnknown = false
        }
        try post.hear(Conversation().record(answered: false))
        try post.company.execute("UPDATE lead SET responsible_employee_id = 3")
        post.pass(seconds: 60)
        try post.goRound()
        #expect(try post.notice() == "reassigned")
    }

    @Test("A call that hung up is told when its outcome is known, and as what it was")
    func outcome() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.notifyMissedUnknown = false
        }
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        post.pass(seconds: 20)
        try post.hear(Conversation().hangup(answered: false, seenAt: post.now))
        try post.goRound()
        #expect(try post.notice() == "waiting")
        post.pass(seconds: 60)
        _ = try post.store.settle(at: post.now)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.company.value("SELECT news FROM delivery") == "missed")
        #expect(post.service.last("TTL") == "43200")
    }

    @Test("Whoever is talking is not told that it rings; the others are")
    func talking() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.callPushEmployeeIDs = [Company.olena, Company.taras]
        }
        try post.hear(Conversation().dial)
        post.pass(seconds: 9)
        try post.hear(Conversation().bridge)
        post.pass(seconds: 2)
        try post.goRound()
        let told = "SELECT group_concat(employee_id) FROM notice WHERE dropped_reason IS"
        #expect(try post.company.value("\(told) 'took_part'") == "1")
        #expect(try post.company.value("\(told) NULL AND sent_at IS NOT NULL") == "2")
    }

    @Test("An answered call drops the notice of whoever took part, though it was due long ago")
    func tookPart() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.callPushEmployeeIDs = [Company.olena]
        }
        try post.hear(Conversation().dial)
        try post.hear(Conversation().record(answered: true))
        post.pass(seconds: 3600)
        try post.goRound()
        #expect(try post.notice() == "took_part")
    }

    @Test("Whoever left the company between ringing and telling is told nothing")
    func inactive() throws {
        try post.hear(Conversation().dial)
        try post.company.execute("UPDATE employee SET active = 0 WHERE id = 2")
        try post.goRound()
        #expect(try post.notice() == "inactive")
    }

    @Test(
        "Everybody is told as they wish: the page keeps all of it, but for those who want nothing",
        arguments: [
            (NoticePreference.Choice.everything, "sent", "waiting", "sent", "waiting"),
            (.silent, "sent", "dropped silent", "sent", "dropped silent"),
            (.missedOnly, "sent", "dropped missed_only", "sent", "waiting"),
            (.nothing, "not_wanted", nil, "not_wanted", nil),
        ] as [(NoticePreference.Choice, String, String?, String, String?)])
    func preference(
        choice: NoticePreference.Choice, rings: String, ringPush: String?, missed: String,
        missedPush: String?
    ) throws {
        var preference = NoticePreference()
        preference.choice = choice
        #expect(try post.store.saveNoticePreference(preference, of: Company.taras))
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        try post.courier.releaseDueNotices()
        #expect(try post.notice() == rings)
        #expect(try post.push() == ringPush)
        try post.company.execute("DELETE FROM call")
        try post.hear(Conversation().record(answered: false))
        try post.courier.releaseDueNotices()
        #expect(try post.notice() == missed)
        #expect(try post.push() == missedPush)
    }

    @Test("In quiet hours of the company's own clock nothing is pushed, and nothing is lost")
    func quietHours() throws {
        var preference = NoticePreference()
        preference.quietHours = QuietHours(from: 10 * 60, until: 10 * 60 + 31)
        #expect(try post.store.saveNoticePreference(preference, of: Company.taras))
        #expect(try post.store.noticePreference(of: Company.taras) == preference)
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "dropped quiet_hours")
        try post.company.execute("DELETE FROM call")
        post.pass(seconds: 60)
        try post.hear(Conversation().dial)
        try post.goRound()
        #expect(try post.push() == "delivered")
    }

    @Test("While the module is switched off nobody is told, and afterwards what is still news")
    func switchedOff() throws {
        try post.subscribe(Company.taras)
        try post.hear(Conversation().record(answered: false))
        post.company.decide { $0.moduleEnabled = false }
        try post.goRound()
        #expect(try post.notice() == "waiting")
        post.company.decide { $0.moduleEnabled = true }
        try post.goRound()
        #expect(try post.push() == "delivered")
    }

    @Test("A notice that was due while the gateway stood still for a day stays in the page")
    func afterAnOutage() throws {
        try post.subscribe(Company.taras)
        try post.hear(Conversation().record(answered: false))
        post.pass(seconds: 24 * 3600)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "dropped too_old")
    }
}
