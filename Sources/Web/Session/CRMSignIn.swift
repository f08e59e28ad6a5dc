import CallRules
import HTTPTypes
import Store

// Signing in through the CRM, without a password: by a link that it asked for, or by a JWT that it
// signed.

extension Pages {
    /// Signs in with a one-time link and leads to its page. Only a person who opens it, or the widget,
    /// uses it up.
    func enter(_ token: String, _ visit: PageVisit) throws -> Answer {
        guard visit.asker != .program else { return notForPrograms(visit) }
        let keys = signIn.keys()
        let entered = try store.signIn(
            byLink: Secret.hash(token), signIn.newSession(visit.visitor.browser, keys),
            limit: store.settings.settings.ssoRoleLimit, at: visit.now)
        guard let entered else {
            signIn.noteRefusal(of: visit.visitor.origin, at: visit.now)
            return visit.asker == .widget
                ? .problem(.gone, "The link was used or its time is over.")
                : signInPage(visit, Strings.deadLink, .gone)
        }
        guard visit.asker == .person else {
            return Answer.noContent.admitting(keys, visit.visitor.cookies)
        }
        return Answer.seeOther(ReturnTarget.path(entered.target, for: entered.session))
            .admitting(keys, visit.visitor.cookies)
    }

    /// Signs in with a JWT of the CRM and leads to the page `return`. Whatever is wrong with a JWT,
    /// the answer is the same.
    func enterBySSO(_ visit: PageVisit) throws -> Answer {
        guard visit.asker == .person else { return notForPrograms(visit) }
        let wanted = visit.query.optional("return")
        if let wanted, ReturnTarget(wanted) == nil {
            return signInPage(visit, Strings.strangeReturn, .unprocessableContent)
        }
        guard let session = try ssoSession(visit) else {
            signIn.noteRefusal(of: visit.visitor.origin, at: visit.now)
            return signInPage(visit, Strings.refusedJWT, .forbidden)
        }
        return Answer.seeOther(ReturnTarget.path(wanted, for: session.row))
            .admitting(session.keys, visit.visitor.cookies)
    }

    private func ssoSession(
        _ visit: PageVisit
    ) throws -> (row: SessionRow, keys: SignIn.SessionSecrets)? {
        guard let secret = try store.ssoSecret(), let jwt = visit.query.optional("jwt"),
            let claim = SSOToken.claim(
                jwt, for: [visit.addresses.programs, visit.addresses.pages], signedWith: secret,
                at: visit.now)
        else { return nil }
        let keys = signIn.keys()
        let row = try store.signIn(
            bySSO: claim, checkedWith: secret, signIn.newSession(visit.visitor.browser, keys),
            limit: store.settings.settings.ssoRoleLimit, at: visit.now)
        return row.map { ($0, keys) }
    }

    /// Gives a session that the CRM began the full role of its employee; the password was typed.
    func raiseRole(_ visit: PageVisit) throws -> Answer {
        guard let session = visit.visitor.session else { throw PageRefusal.signIn }
        try store.raiseRole(of: session, from: visit.visitor.origin, at: visit.now)
        return .seeOther(Pages.way(back: visit.form["return"]))
    }

    /// The answer to a preview, a prefetch or a script: nothing was used up.
    private func notForPrograms(_ visit: PageVisit) -> Answer {
        visit.isHead
            ? .noContent
            : .problem(.forbidden, "The address signs a person in who opens it in a browser.")
    }

    private enum Strings {
        static let deadLink = LocalizedText(
            uk: """
                Посилання для входу вже використано, або його час минув. Поверніться до CRM і \
                відкрийте його ще раз, або увійдіть тут.
                """,
            en: """
                This sign-in link was used already, or its time is over. Go back to the CRM and open \
                it again, or sign in here.
                """)
        static let refusedJWT = LocalizedText(
            uk: """
                CRM не змогла Вас впустити. Поверніться до CRM і спробуйте ще раз, або увійдіть тут.
                """,
            en: """
                The CRM could not sign you in. Go back to the CRM and try again, or sign in here.
                """)
        static let strangeReturn = LocalizedText(
            uk: "CRM веде на адресу, якої в шлюзі немає. Увійдіть тут.",
            en: "The CRM leads to an address that the gateway does not have. Sign in here.")
    }
}

/// The note on every page of a session that the CRM began and that gives less than the role of its
/// employee: it offers the password.
struct WithheldRoleNote {
    let visitor: Visitor

    /// Nil: the session gives the role of its employee.
    var html: HTML? {
        guard let role = visitor.session?.withheldRole else { return nil }
        let localize = visitor.localizer
        return """
            <form class="note buttons" method="post" action="\(PageRoute.fullRole.path)">\(FormGuard(visitor).html)\
            <input type="hidden" name="return" value="\(visitor.route.redirectTarget.path)">\
            <p>\(Icon.lock.html) \(localize(Strings.text)) \
            \(localize(Strings.role)) <b>\(localize(EmployeeStrings.role(role)))</b>.</p>
            <button class="small">\(localize(Strings.password))</button></form>
            """
    }

    private enum Strings {
        static let text = LocalizedText(
            uk: "Ви увійшли з CRM, тож працюєте з правами співробітника.",
            en: "You came in from the CRM, so you work with an employee’s rights.")
        static let role = LocalizedText(
            uk: "З паролем матимете свою роль:", en: "With the password you have your own role:")
        static let password = LocalizedText(uk: "Ввести пароль", en: "Enter the password")
    }
}
