import CallRules
import HTTPTypes
import Store

/// The data of a page of the settings.
struct SettingsPage {
    let visitor: Visitor
    let topic: SettingTopic
    /// The gateway's own address, for the addresses Phonet posts to.
    let base: String
    /// The version of the settings the form was made of.
    let version: Int64
    let typed: TypedSettings
    var problems: [FieldProblem] = []
    /// Whether the form shows typed values that are not saved.
    var isTyped = false
    /// The settings in force; secrets are shown masked.
    let saved: Settings
    let choices: SettingChoices
    let reach: NoticeReach
    let steps: Set<ConnectingStep>
    let received: [LastReceived]
    /// Whether the saved settings accept messages at addresses without a secret.
    let acceptsPlainAddresses: Bool
    /// The last messages from sources that are still untrusted.
    let untrustedSources: [LastReceived]
    var check: ConnectionCheck?
    /// Whether `check` is of the typed domain and key, which are not saved.
    var checksTyped = false
    /// From when on calls of Phonet's history make leads; nil: no account is connected.
    let leadsSince: Instant?
    let tokens: [WebhookTokenRow]
    /// The next assignments in each mode of distribution.
    let turns: [DistributionMode: [Assignment]]
    let latest: SettingVersion?

    /// Whether the account was checked and calls arrive; then what is needed once is folded.
    var isConnected: Bool { steps.isSuperset(of: [.connectionChecked, .recordReceived]) }

    func answer(_ status: HTTPResponse.Status = .ok, news: SettingsFlash? = nil) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(topic.heading),
            action: """
                <a class="button" href="\(PageRoute.settingVersions.path)">\(Icon.history.html) \
                \(localize(CommonStrings.changeHistory))</a>
                """,
            news: news.map { localize($0.sentence) },
            extraAssets: [.settingsStylesheet, .settingsScript],
            aside: SettingAside(page: self).html,
            content: content
        ).answer(for: visitor, status)
    }

    private var content: HTML {
        """
        \(SettingTabs(topic: topic, localize: visitor.localizer).html)
        \(problems.summary(visitor.localizer, labels: SettingStrings.labels))
        <form method="post" action="\(PageRoute.settings(topic).path)" class="form" novalidate \
        data-settings data-unsaved="\(problems.isEmpty && !isTyped ? "" : "already")">
        \(FormGuard(visitor).html)
        <input type="hidden" name="version" value="\(version)">
        \(topic.blocks.map(block))
        \(saveBar)
        </form>
        \(topic == .connection ? ConnectionForms(page: self).html : nil)
        """
    }

    private func block(_ block: SettingBlock) -> HTML {
        // The first block has the heading of the page.
        let isFirst = block == topic.blocks.first
        return """
            <section class="section" id="\(block.rawValue)" aria-labelledby="title-\(block.rawValue)">
            <h2 id="title-\(block.rawValue)"\(.class, isFirst ? "visually-hidden" : nil)>\(visitor.localizer(block.title))</h2>
            <p class="lead">\(visitor.localizer(block.lead))</p>
            \(inside(block))
            </section>
            """
    }

    private func inside(_ block: SettingBlock) -> HTML {
        switch block {
        case .connection: ConnectionBlock(page: self).html
        case .history: "<div class=\"pairs three\">\(controls(.history))</div>"
        case .hours: controls(.hours)
        case .leads: LeadsBlock(page: self).html
        case .notifications: NotificationsBlock(page: self).html
        case .telegram: TelegramBlock(page: self).html
        case .distribution: DistributionBlock(page: self).html
        case .security: controls(.security)
        case .retention: "<div class=\"pairs\">\(controls(.retention))</div>"
        }
    }

    /// The controls of some keys, in order.
    func controls(_ block: SettingBlock) -> HTML { "\(block.keys.map { control($0) })" }

    /// The control of a key.
    func control(_ key: SettingKey, nested: HTML? = nil) -> HTML {
        SettingControl(page: self, field: SettingField(key), nested: nested).html
    }

    private var saveBar: HTML {
        let localize = visitor.localizer
        let discard: HTML =
            problems.isEmpty && !isTyped
            ? "<button type=\"reset\">\(localize(SettingsPageStrings.discard))</button>"
            : """
            <a class="button" href="\(PageRoute.settings(topic).path)">\(localize(SettingsPageStrings.discard))</a>
            """
        return """
            <div class="savebar"><button class="primary">\(localize(CommonStrings.save))</button>
            \(discard)
            <span class="state" hidden>\(localize(CommonStrings.unsavedChanges))</span></div>
            """
    }
}

/// The texts of the pages outside their blocks.
enum SettingsPageStrings {
    static let title = LocalizedText(
        uk: "Інтеграція з IP телефонією Phonet", en: "Integration with Phonet telephony")
    static let discard = LocalizedText(uk: "Скасувати зміни", en: "Discard")
}
