import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func showSettings(_ request: APIRequest) throws -> Answer {
        settings(store.settings, request)
    }

    /// Changes the settings that the body names and returns all of them. `If-Match` may name the
    /// expected version.
    func changeSettings(_ request: APIRequest) throws -> Answer {
        var fields = try request.fields()
        let version = try request.expectedVersion()
        var changes: [String: SettingInput] = [:]
        for name in fields.names {
            guard let value = fields.take(name) else { continue }
            if let input = SettingInput(value) {
                changes[name] = input
            } else {
                fields.refuse(name, "has a value of the wrong kind")
            }
        }
        try fields.finish()
        let saved = try intake.settingsSaver(options).save(
            changes, expecting: version, by: request.author, at: request.now
        ).row()
        return settings(saved, request)
    }

    /// 200 with all settings, secrets masked, the webhook addresses and the release of the quarantine; `ETag` is the version.
    private func settings(_ snapshot: SettingsSnapshot, _ request: APIRequest) -> Answer {
        var members: [(String, JSON)] = [("version", .integer(snapshot.version))]
        for field in SettingFields.all {
            let value = field.value(in: snapshot.settings)
            members.append(
                (field.key, field.isSecret ? JSON(masking: value, for: request.token) : JSON(value))
            )
        }
        let addresses = Endpoint.allCases.map { endpoint in
            (endpoint.rawValue, JSON.string("\(request.addresses.programs)/\(endpoint.rawValue)"))
        }
        members.append(("webhook_urls", .object(addresses)))
        let release = intake.release.progress
        members.append(
            (
                "release",
                .object([
                    ("waiting", .integer(Int64(release.waiting))),
                    ("done", .integer(Int64(release.done))),
                ])
            ))
        var answer = Answer.json(.object(members))
        answer.fields[.eTag] = "\"\(snapshot.version)\""
        return answer
    }
}

extension JSON {
    /// A secret, masked; null when there is none. A token that may change settings also sees the
    /// last four characters.
    init(masking secret: SettingInput, for token: APITokenRow) {
        guard case .text(let text) = secret, let masked = SettingField.masked(text) else {
            self = .null
            return
        }
        self = .string(token.grant.allows(.admin) ? masked : SettingField.mask)
    }
}
