import CallRules
import HTTPTypes
import Store

extension Pages {
    func showSettings(_ topic: SettingTopic) -> PageAction.Run {
        { visit in
            try settingsPage(visit, topic).answer(
                news: visit.query["news"].flatMap(SettingsFlash.init))
        }
    }

    /// Saves the form of a page; shows it again with validation messages, or the conflict with another
    /// save of the same keys.
    func saveSettings(_ topic: SettingTopic) -> PageAction.Run {
        { visit in try saveSettings(visit, topic) }
    }

    private func saveSettings(_ visit: PageVisit, _ topic: SettingTopic) throws -> Answer {
        let version = visit.form["version"].flatMap { Int64($0) } ?? 0
        let before = store.settings
        let base = try store.settings(ofVersion: version) ?? before.settings
        let typed = TypedSettings(visit.form, over: before.settings, of: topic.keys)
        let changes = typed.changes(from: base, and: before.settings)
        try askPassword(changes, visit)
        let expected = try overtaken(version, topic) ? version : before.version
        let outcome = try intake.settingsSaver(options).save(
            changes, expecting: expected, by: visit.author(), at: visit.now)
        switch outcome {
        case .saved(let saved):
            if let check = typedCheck.take(
                for: saved.settings, version: saved.version, at: visit.now)
            {
                try store.saveConnectionCheck(check)
            }
            return .seeOther(
                (saved.version == expected ? SettingsFlash.unchanged : .saved)
                    .path(on: .settings(topic)))
        case .invalid(let problems), .conflict(let problems):
            var page = try settingsPage(visit, topic, typed)
            page.problems = problems
            return page.answer(.unprocessableContent)
        case .stale, .missing:
            return try SettingConflict(
                visitor: visit.visitor, topic: topic, current: store.settings, base: base,
                typed: typed, choices: store.settingChoices(at: visit.now),
                saves: store.settingVersions(since: version)
            ).answer()
        }
    }

    /// Whether somebody has saved keys of this page since the version that a form was made of. Saves of
    /// other pages do not matter.
    private func overtaken(_ version: Int64, _ topic: SettingTopic) throws -> Bool {
        guard try store.settings(ofVersion: version) != nil else { return true }
        let own = Set(topic.keys.map(\.rawValue))
        return try store.settingVersions(since: version).contains { save in
            save.changes.contains { own.contains($0.key) }
        }
    }

    /// Asks for the password again when a change decides whom the gateway believes.
    private func askPassword(_ changes: [String: SettingInput], _ visit: PageVisit) throws {
        let current = store.settings.settings
        let isGuarded = SettingFields.all.contains { field in
            guard field.id.isGuarded, let new = changes[field.key] else { return false }
            return new != field.value(in: current)
        }
        if isGuarded { try visit.askPassword() }
    }

    /// - Parameter typed: the typed values; nil: the saved ones.
    func settingsPage(
        _ visit: PageVisit, _ topic: SettingTopic, _ typed: TypedSettings? = nil
    ) throws -> SettingsPage {
        let snapshot = store.settings
        let typed = typed ?? TypedSettings(snapshot.settings)
        let received = try store.lastReceived()
        var turns: [DistributionMode: [Assignment]] = [:]
        for mode in DistributionMode.allCases {
            turns[mode] = try store.nextAssignments(
                3, mode, among: typed.employees("distribution_employee_ids"), at: visit.now)
        }
        return SettingsPage(
            visitor: visit.visitor, topic: topic, base: visit.addresses.programs,
            version: snapshot.version,
            typed: typed,
            saved: snapshot.settings,
            choices: try store.settingChoices(at: visit.now), reach: try store.noticeReach(),
            steps: try store.connectingSteps(),
            received: received,
            acceptsPlainAddresses: !snapshot.settings.secretWebhookAddressesOnly,
            untrustedSources: received.filter {
                !$0.isTrusted && !intake.trust.trusts($0.sourceIP)
            },
            check: try store.connectionCheck(), leadsSince: try store.recoveredLeadsSince(),
            tokens: try store.webhookTokens(), turns: turns,
            latest: try store.settingVersions(Pagination(limit: 1)).items.first)
    }
}
