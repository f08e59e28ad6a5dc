import CallRules
import HTTPTypes
import Store
import WebPush

extension Pages {
    /// Saves the employee's notice preference.
    func saveNoticePreference(_ visit: PageVisit) throws -> Answer {
        let person = try visit.employee().id
        let typed = NoticePreferenceForm(visit.form)
        guard let preference = typed.preference else {
            return try me(visit, problems: typed.problems, typed: typed)
                .answer(for: visit.visitor, .unprocessableContent)
        }
        try store.saveNoticePreference(preference, of: person)
        if let unwanted = typed.unwanted {
            try store.saveUnwantedNotices(unwanted, of: person)
        }
        return .seeOther(MeFlash.notices.path)
    }

    /// Saves the push subscription of the current browser.
    func subscribe(_ visit: PageVisit) throws -> Answer {
        guard let door = options.push else { throw PageRefusal.missing }
        let person = try visit.employee().id
        let form = visit.form
        let details = PushSubscriptionDetails(
            endpoint: form["endpoint"] ?? "", p256dh: form["p256dh"] ?? "",
            auth: form["auth"] ?? "")
        do throws(PushSubscription.Failure) {
            _ = try PushSubscription(
                endpoint: details.endpoint, p256dh: details.p256dh, auth: details.auth,
                plainHosts: door.plainHosts)
        } catch {
            options.report("a browser was refused: \(error.name)")
            return try me(visit, problems: [FieldProblem("endpoint", PushStrings.unusable)])
                .answer(for: visit.visitor, .unprocessableContent)
        }
        _ = try store.subscribe(
            details, browser: visit.visitor.origin.browser, of: person, at: visit.now)
        return .seeOther(MeFlash.subscribed.path)
    }

    /// Sends a trial push to one of the employee's browsers.
    func tryOutBrowser(_ visit: PageVisit) throws -> Answer {
        let person = try visit.employee().id
        guard let id = visit.form["subscription"].flatMap({ Int64($0) }),
            try store.tryOut(id, .webPush, of: person, at: visit.now)
        else { throw PageRefusal.missing }
        return .seeOther(MeFlash.tried.path)
    }

    /// Deletes one of the employee's browsers.
    func unsubscribe(_ visit: PageVisit) throws -> Answer {
        let person = try visit.employee().id
        guard let id = visit.form["subscription"].flatMap({ Int64($0) }),
            try store.unsubscribe(id, of: person)
        else { throw PageRefusal.missing }
        return .seeOther(MeFlash.unsubscribed.path)
    }

    /// The sections of "My page" about notices and pushes.
    func waysToBeTold(
        _ visit: PageVisit, of person: Employee.ID, _ typed: NoticePreferenceForm?,
        _ problems: [FieldProblem], _ telegramCode: TelegramCode? = nil
    ) throws -> HTML {
        let form =
            try typed
            ?? NoticePreferenceForm(
                store.noticePreference(of: person), unwanted: store.unwantedNotices(of: person))
        let telegram = try telegramSection(visit, of: person, telegramCode)
        let preference = NoticePreferenceSection(
            form: form, channels: telegram == nil ? [] : ChannelKind.toPeople,
            problems: problems, visitor: visit.visitor)
        let browsers = try options.push.map { door in
            PushBrowsers(
                door: door, browsers: try store.pushSubscriptions(of: person),
                problem: problems["endpoint"], visitor: visit.visitor)
        }
        return "\(preference.html)\(browsers?.html)\(telegram?.html)"
    }
}
