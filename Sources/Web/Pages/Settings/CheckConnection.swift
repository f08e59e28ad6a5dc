import CallRules
import HTTPTypes
import Phonet
import Store

extension Pages {
    /// Authorises at Phonet with the typed domain and key, or the saved ones where nothing else was typed, and
    /// lists its users. The result is stored if they are the saved ones, else once they are saved. What is typed is neither saved nor
    /// lost: the page comes again with it.
    func checkConnection(_ visit: PageVisit) throws -> Answer {
        let snapshot = store.settings
        let account = TypedAccount(visit.form, over: snapshot.settings)
        let typed = TypedSettings(
            visit.form, over: snapshot.settings, of: SettingTopic.connection.keys)
        let isTyped = account.isSent && typed.differs(from: TypedSettings(snapshot.settings))
        func page() throws -> SettingsPage {
            var page = try settingsPage(visit, .connection, typed)
            page.isTyped = true
            return page
        }
        guard account.problems.isEmpty else {
            guard isTyped else { return .seeOther(SettingsFlash.notReady.path) }
            var page = try page()
            page.problems = account.problems
            return page.answer(.unprocessableContent)
        }
        let users = calling.phonetLimiter.run {
            options.phonet.account(domain: account.domain, apiKey: account.key)
                .flatMap { $0.check() }
        }
        guard let users else {
            return isTyped
                ? try page().answer(news: .underWay) : .seeOther(SettingsFlash.underWay.path)
        }
        let check = ConnectionCheck(
            at: visit.now, settingsVersion: snapshot.version, domain: account.domain,
            finding: ConnectionCheck.Finding(users))
        let isFirst = try account.isSaved && store.saveConnectionCheck(check)
        if !account.isSaved { typedCheck.note(check, key: account.key) }
        guard !isTyped else {
            var page = try page()
            page.check = check
            page.checksTyped = !account.isSaved
            return page.answer(news: isFirst ? .connected : check.succeeded ? .checked : nil)
        }
        if isFirst {
            let field = SettingKey.leadsBeforeConnectionDays.rawValue
            return .seeOther("\(SettingsFlash.connected.path)#field-\(field)")
        }
        let path =
            check.succeeded ? SettingsFlash.checked.path : PageRoute.settings(.connection).path
        return .seeOther("\(path)#\(ConnectionBlock.checkID)")
    }
}

/// The domain and the key that a check tries.
private struct TypedAccount {
    let domain: String
    /// Empty: none is known for this domain.
    let key: String
    /// Whether they are those in force.
    let isSaved: Bool
    /// Whether the form has fields for them.
    let isSent: Bool
    /// What is missing.
    let problems: [FieldProblem]

    /// - Parameter settings: the saved key is tried for the saved domain alone; else whoever may edit settings
    ///   could have it sent to a host of their own.
    init(_ form: Form, over settings: Settings) {
        let typedDomain = form[SettingKey.phonetDomain.rawValue]
        let typedKey = form.optional(SettingKey.phonetAPIKey.rawValue)
        domain = typedDomain.map(PhonetDomain.pasted) ?? settings.phonetDomain
        let isSavedDomain = domain == settings.phonetDomain
        key = typedKey ?? (isSavedDomain ? settings.phonetAPIKey : "")
        isSaved = isSavedDomain && key == settings.phonetAPIKey
        isSent = typedDomain != nil
        var problems: [FieldProblem] = []
        if domain.isEmpty {
            problems.append(
                FieldProblem(SettingKey.phonetDomain.rawValue, Strings.missing))
        }
        if key.isEmpty {
            problems.append(
                FieldProblem(SettingKey.phonetAPIKey.rawValue, Strings.missing))
        }
        self.problems = problems
    }

    private enum Strings {
        static let missing = LocalizedText(
            uk: "введіть, щоб перевірити з’єднання", en: "type it to check the connection")
    }
}

extension ConnectionCheck.Finding {
    fileprivate init(_ users: Result<[PhonetUser], PhonetError>) {
        self =
            switch users {
            case .success(let users):
                .users(users.count, first: Array(users.compactMap(\.displayName).prefix(5)))
            case .failure(let failure): .failed(.known(failure))
            }
    }
}
