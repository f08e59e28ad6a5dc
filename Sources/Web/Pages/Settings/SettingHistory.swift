import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The history of the settings: who saved what and when.
    func showSettingVersions(_ visit: PageVisit) throws -> Answer {
        let after = visit.query["after"].flatMap(Cursor.init)
        let page = try store.settingVersions(Pagination(limit: 20, after: after))
        return SettingHistory(
            visitor: visit.visitor, versions: page.items, next: page.next,
            current: store.settings.version, choices: try store.settingChoices(at: visit.now)
        ).answer(news: visit.query["news"].flatMap(SettingsFlash.init))
    }

    /// Asks for confirmation of a roll-back.
    func showSettingVersion(_ visit: PageVisit) throws -> Answer {
        try rollBackPage(visit, key: "", problems: []).answer()
    }

    func rollBackSettings(_ visit: PageVisit) throws -> Answer {
        guard case .settingVersion(let version) = visit.route else { throw PageRefusal.missing }
        let key = visit.form["phonet_api_key"] ?? ""
        let outcome = try intake.settingsSaver(options).rollBack(
            to: version, key: key.isEmpty ? nil : key,
            expecting: visit.form["version"].flatMap { Int64($0) } ?? 0,
            by: visit.author(), at: visit.now)
        switch outcome {
        case .saved:
            return .seeOther(
                "\(PageRoute.settingVersions.path)?news=\(SettingsFlash.rolledBack.rawValue)")
        case .invalid(let problems), .conflict(let problems):
            return try rollBackPage(visit, key: key, problems: problems)
                .answer(.unprocessableContent)
        case .stale:
            return try rollBackPage(visit, key: key, problems: [], isStale: true)
                .answer(.conflict)
        case .missing: throw PageRefusal.missing
        }
    }

    private func rollBackPage(
        _ visit: PageVisit, key: String, problems: [FieldProblem], isStale: Bool = false
    ) throws -> SettingRollBack {
        guard case .settingVersion(let version) = visit.route,
            var wanted = try store.settings(ofVersion: version)
        else { throw PageRefusal.missing }
        let current = store.settings
        let isDisconnected = wanted.phonetDomain.isEmpty && !current.settings.phonetDomain.isEmpty
        if !isDisconnected { wanted.phonetAPIKey = current.settings.phonetAPIKey }
        wanted.telegramBotToken = current.settings.telegramBotToken
        return SettingRollBack(
            visitor: visit.visitor, version: version, current: current.version,
            changes: SettingFields.differences(from: current.settings, to: wanted),
            needsKey: wanted.phonetDomain != current.settings.phonetDomain
                && !wanted.phonetAPIKey.isEmpty,
            key: key, choices: try store.settingChoices(at: visit.now), problems: problems,
            isStale: isStale)
    }
}

/// The page of the history.
struct SettingHistory {
    let visitor: Visitor
    let versions: [SettingVersion]
    let next: Cursor?
    let current: Int64
    let choices: SettingChoices

    func answer(news: SettingsFlash?) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(CommonStrings.changeHistory),
            news: news.map { localize($0.sentence) },
            content: """
                <p class="lead">\(localize(SettingHistoryStrings.lead))</p>
                \(versions.map(item))
                \(next.map(older))
                """
        ).answer(for: visitor)
    }

    private func item(_ version: SettingVersion) -> HTML {
        let localize = visitor.localizer
        let actor = version.actor.isEmpty ? localize(SettingHistoryStrings.nobody) : version.actor
        let isCurrent = version.version == current
        let back: HTML =
            isCurrent
            ? "\(Badge(meaning: .good, icon: .check, word: localize(SettingHistoryStrings.current)).html)"
            : """
            <a class="button small" href="\(PageRoute.settingVersion(version.version).path)">\
            \(localize(SettingHistoryStrings.rollBack))</a>
            """
        return """
            <section class="panel" aria-labelledby="version-\(version.version)">
            <div class="title"><h2 id="version-\(version.version)">\
            \(localize(CommonStrings.version)) \(version.version)</h2>\(back)</div>
            <p>\(actor)\(version.isFirst ? nil : ", \(localize.time(version.at))" as HTML?)</p>
            \(changes(version))
            </section>
            """
    }

    private func changes(_ version: SettingVersion) -> HTML {
        let localize = visitor.localizer
        return version.changes.isEmpty
            ? "<p class=\"help\">\(localize(SettingHistoryStrings.first))</p>"
            : SettingChanges(localize: localize, choices: choices, changes: version.changes).html
    }

    private func older(_ next: Cursor) -> HTML {
        """
        <p><a class="button" href="\(PageRoute.settingVersions.path)?after=\(next.text)">\
        \(visitor.localizer(SettingHistoryStrings.older))</a></p>
        """
    }
}

/// The changed keys with their old and new values.
struct SettingChanges {
    let localize: Localizer
    let choices: SettingChoices
    let changes: [SettingDifference]

    var html: HTML { "<dl class=\"facts from-to\">\(changes.map(line))</dl>" }

    private func line(_ change: SettingDifference) -> HTML {
        let words = SettingValue(localize: localize, choices: choices)
        return """
            <dt>\(localize(SettingStrings.of(change.key).label))</dt>
            <dd><del>\(words(change.key, change.from))</del> \
            <span aria-hidden="true">→</span> <ins>\(words(change.key, change.to))</ins></dd>
            """
    }
}
