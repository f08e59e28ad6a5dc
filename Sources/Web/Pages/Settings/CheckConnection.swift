import CallRules
import HTTPTypes
import Phonet
import Store

extension Pages {
    /// Authorises at Phonet with the saved domain and key, lists its users, and stores the result.
    func checkConnection(_ visit: PageVisit) throws -> Answer {
        let snapshot = store.settings
        let settings = snapshot.settings
        guard !settings.phonetDomain.isEmpty, !settings.phonetAPIKey.isEmpty else {
            return .seeOther(SettingsFlash.notReady.path)
        }
        let users = calling.phonetLimiter.run {
            options.phonet.account(settings).flatMap { $0.check() }
        }
        guard let users else { return .seeOther(SettingsFlash.underWay.path) }
        let check = ConnectionCheck(
            at: visit.now, settingsVersion: snapshot.version, domain: settings.phonetDomain,
            finding: ConnectionCheck.Finding(users))
        if try store.saveConnectionCheck(check) {
            let field = SettingKey.leadsBeforeConnectionDays.rawValue
            return .seeOther("\(SettingsFlash.connected.path)#field-\(field)")
        }
        let path =
            check.succeeded ? SettingsFlash.checked.path : PageRoute.settings(.connection).path
        return .seeOther("\(path)#connection-check")
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
