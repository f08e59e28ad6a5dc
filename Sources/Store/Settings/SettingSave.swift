import CallRules
import GRDB

/// The part of a save that runs in its transaction.
struct SettingSave {
    private let author: Author
    private let trusted: String?
    private let extraHosts: [String]
    private let now: Instant

    /// - Parameter trusted: the source address that the change adds to the trusted ones; nil: it
    ///   adds none.
    init(author: Author, trusted: String?, extraHosts: [String], at now: Instant) {
        self.author = author
        self.trusted = trusted
        self.extraHosts = extraHosts
        self.now = now
    }

    /// Writes the next version; returns `old` when nothing changes.
    func replace(
        _ old: SettingsSnapshot, _ changes: [String: SettingInput], _ db: Database
    ) throws -> SettingsSnapshot {
        let settings = try merged(changes, into: old.settings, db)
        guard settings != old.settings else { return old }
        let new = SettingsSnapshot(version: old.version + 1, settings: settings)
        try SettingTable.write(settings, version: new.version, at: now, db)
        try SettingVersionTable.insert(new, by: author.name, at: now, db)
        if settings.moduleEnabled != old.settings.moduleEnabled {
            try ModuleOffTable.changed(to: settings.moduleEnabled, at: now, db)
        }
        if !settings.phonetDomain.isEmpty, !settings.phonetAPIKey.isEmpty {
            try PhonetConnectionTable.connected(settings.phonetDomain, at: now, db)
        }
        try remember(from: old.settings, to: new, db)
        try AuditTable.insert(
            trusted == nil ? .settingsChanged : .addressTrusted, by: author,
            to: trusted.map { "address/\($0)" } ?? "setting-version/\(new.version)", at: now, db)
        return new
    }

    /// The settings with the changes, checked; writes nothing but sources and statuses that are new.
    func merged(
        _ changes: [String: SettingInput], into old: Settings, _ db: Database
    ) throws -> Settings {
        var settings = old
        var problems: [FieldProblem] = []
        for key in changes.keys.sorted() where SettingFields.byKey[key] == nil {
            problems.append(FieldProblem(key, ValidationMessage.noSetting))
        }
        let checks = SettingChecks(extraHosts: extraHosts)
        for field in SettingFields.all {
            var input = changes[field.key]
            var problem: LocalizedText?
            if case .named(let name)? = input {
                switch try field.row(named: name, db) {
                case .found(let id): input = .number(id)
                case .refused(let why): problem = why
                }
            }
            if problem == nil { problem = input.flatMap { field.put($0, into: &settings) } }
            if problem == nil {
                problem = try checks.tidy(
                    field, of: &settings, isStanding: changes[field.key] == nil, db)
            }
            if let problem { problems.append(FieldProblem(field.key, problem)) }
        }
        // A document saved by an earlier version may say so; it does not hinder other changes.
        if settings.tellsNobodyOfUnknown, !old.tellsNobodyOfUnknown {
            problems.append(
                FieldProblem(
                    SettingKey.notifyMissedUnknown.rawValue, ValidationMessage.tellsNobody))
        }
        // Otherwise a person who may edit settings could have the key sent to a host of their own.
        if settings.phonetDomain != old.phonetDomain, !old.phonetAPIKey.isEmpty,
            changes["phonet_api_key"] == nil
        {
            problems.append(
                FieldProblem("phonet_api_key", ValidationMessage.keyAgain))
        }
        if !problems.isEmpty { throw Refusal.invalid(SettingSave.inOrder(problems)) }
        return settings
    }

    /// The problems in the order of the settings pages.
    private static func inOrder(_ problems: [FieldProblem]) -> [FieldProblem] {
        let keys = SettingFields.all.map(\.key)
        return keys.flatMap { key in problems.filter { $0.field == key } }
            + problems.filter { !keys.contains($0.field) }
    }

    /// Stores what the documents of the versions lack: changes of secrets and of the domain the secret is
    /// sent to.
    private func remember(
        from old: Settings, to new: SettingsSnapshot, _ db: Database
    ) throws {
        for field in SettingFields.all where field.isSecret || field.key == "phonet_domain" {
            let values = (field.value(in: old), field.value(in: new.settings))
            guard values.0 != values.1 else { continue }
            try db.execute(
                sql: """
                    INSERT INTO setting_change (version, at, actor, key, old_value, new_value)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    new.version, now, author.name, field.key, field.shown(values.0),
                    field.shown(values.1),
                ])
        }
    }
}

extension SettingField {
    /// The value for people, secrets masked.
    func shown(_ value: SettingInput) -> String {
        switch value {
        case .null: "null"
        case .truth(let truth): truth ? "true" : "false"
        case .number(let number): String(number)
        case .text(let text): isSecret ? SettingField.masked(text) ?? "" : text
        case .named(let name): name
        case .numbers(let numbers): numbers.map(String.init).joined(separator: ", ")
        case .texts(let texts): texts.joined(separator: ", ")
        case .structure(let json): String(decoding: json.bytes, as: UTF8.self)
        }
    }

    /// Stands for a secret of which nothing is shown.
    package static let mask = "••••"

    /// `••••` and the last four characters of a secret; only `••••` for a short one; nil for an empty one.
    package static func masked(_ secret: String) -> String? {
        if secret.isEmpty { return nil }
        return mask + (secret.count >= 12 ? secret.suffix(4) : "")
    }
}
