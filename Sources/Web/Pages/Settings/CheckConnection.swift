import CallRules
import HTTPTypes
import Phonet
import Store

extension Pages {
    /// Signs in to Phonet with the saved domain and key, lists its users, and keeps what came of
    /// it.
    func checkConnection(_ visit: PageVisit) throws -> Answer {
        let snapshot = store.settings
        let settings = snapshot.settings
        guard !settings.phonetDomain.isEmpty, !settings.phonetAPIKey.isEmpty else {
            return .seeOther(SettingsNews.notReady.path)
        }
        let users = phonetLine.talk {
            options.phonet.account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey)
                .flatMap { $0.check() }
        }
        guard let users else { return .seeOther(SettingsNews.underWay.path) }
        let finding: ConnectionCheck.Finding =
            switch users {
            case .success(let users):
                .users(
                    users.count, first: Array(users.compactMap(\.displayName).prefix(5)))
            case .failure(let trouble): .failed(trouble.sentence)
            }
        try store.saveConnectionCheck(
            ConnectionCheck(
                at: visit.now, settingsVersion: snapshot.version, domain: settings.phonetDomain,
                finding: finding))
        return .seeOther("\(SettingsNews.checked.path)#connection-check")
    }
}
