import CallRules
import HTTPTypes
import Store

/// The data of the settings page.
struct SettingsPage {
    let visitor: Visitor
    /// The gateway's own address, for the addresses Phonet posts to.
    let base: String
    /// The version of the settings the form was made of.
    let version: Int64
    let typed: TypedSettings
    var problems: [FieldProblem] = []
    /// The settings in force; secrets are shown masked.
    let saved: Settings
    let choices: SettingChoices
    let steps: Set<ConnectingStep>
    let received: [LastReceived]
    /// Whether the saved settings accept messages at addresses without a secret.
    let acceptsPlainAddresses: Bool
    /// The last messages from sources that are still untrusted.
    let untrustedSources: [LastReceived]
    let check: ConnectionCheck?
    /// From when on calls of Phonet's history make leads; nil: no account is connected.
    let leadsSince: Instant?
    let tokens: [WebhookTokenRow]
    /// The next assignments in each mode of distribution.
    let turns: [DistributionMode: [Assignment]]
    let latest: SettingVersion?

    func answer(_ status: HTTPResponse.Status = .ok, news: SettingsFlash? = nil) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(SettingsPageStrings.title),
            action: """
                <a class="button" href="\(PageRoute.settingVersions.path)">\(Icon.history.html) \
                \(localize(CommonStrings.changeHistory))</a>
                """,
            news: news.map { localize($0.sentence) },
            aside: WhatIfPanel(visitor: visitor).html,
            content: content
        ).answer(for: visitor, status)
    }

    private var content: HTML {
        """
        \(problems.summary(visitor.localizer, labels: SettingStrings.labels))
        \(ConnectingChecklist(page: self).html)
        <form method="post" action="\(PageRoute.settings.path)" class="form" novalidate \
        data-unsaved="\(problems.isEmpty ? "" : "already")">
        \(FormGuard(visitor).html)
        <input type="hidden" name="version" value="\(version)">
        \(SettingBlock.allCases.map(block))
        \(saveBar)
        </form>
        \(ConnectionForms(page: self).html)
        """
    }

    private func block(_ block: SettingBlock) -> HTML {
        """
        <section class="section" id="\(block.rawValue)" aria-labelledby="title-\(block.rawValue)">
        <h2 id="title-\(block.rawValue)">\(visitor.localizer(block.title))</h2>
        <p class="lead">\(visitor.localizer(block.lead))</p>
        \(inside(block))
        </section>
        """
    }

    private func inside(_ block: SettingBlock) -> HTML {
        switch block {
        case .connection: ConnectionBlock(page: self).html
        case .history: controls(.history)
        case .hours: controls(.hours)
        case .leads: LeadsBlock(page: self).html
        case .notifications: NotificationsBlock(page: self).html
        case .distribution: DistributionBlock(page: self).html
        case .security: SecurityBlock(page: self).html
        case .retention: controls(.retention)
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
            problems.isEmpty
            ? "<button type=\"reset\">\(localize(SettingsPageStrings.discard))</button>"
            : """
            <a class="button" href="\(PageRoute.settings.path)">\(localize(SettingsPageStrings.discard))</a>
            """
        return """
            <div class="savebar"><button class="primary">\(localize(CommonStrings.save))</button>
            \(discard)
            <span class="state" hidden>\(localize(CommonStrings.unsavedChanges))</span></div>
            """
    }
}

/// The result of the last action, read from the query string.
enum SettingsFlash: String {
    case saved, unchanged, rolledBack = "rolled-back", trusted, shown
    /// The first check that succeeded, after which the page asks for the days before.
    case connected
    case checked, underWay = "under-way", notReady = "not-ready", notTrusted = "not-trusted"
    /// The list of trusted addresses cannot be saved as it stands.
    case standingNetworks = "standing-networks"

    /// The path of the settings page with this result.
    var path: String { path(on: .settings) }

    /// The path of another page with this result.
    func path(on route: PageRoute) -> String { "\(route.path)?news=\(rawValue)" }

    var sentence: LocalizedText {
        switch self {
        case .saved: CommonStrings.saved
        case .unchanged:
            LocalizedText(
                uk: "Змін немає: усе вже збережено.", en: "Nothing changed: all was saved.")
        case .rolledBack:
            LocalizedText(uk: "Попередні значення повернуто.", en: "The earlier values are back.")
        case .trusted:
            LocalizedText(
                uk: "Адресі довірено; повідомлення, що чекали з неї, обробляються.",
                en: "The address is trusted; the messages that waited from it are being processed.")
        case .notTrusted:
            LocalizedText(
                uk: "Це не IP-адреса: нічого не змінено.",
                en: "This is no IP address: nothing was changed.")
        case .standingNetworks:
            LocalizedText(
                uk: """
                    Нічого не змінено: у списку довірених є завеликі мережі. Звузьте їх у \
                    налаштуваннях, тоді довірте адресу.
                    """,
                en: """
                    Nothing was changed: the list of trusted addresses has networks that are too \
                    wide. Narrow them in the settings, then trust the address.
                    """)
        case .shown:
            LocalizedText(
                uk: """
                    Секретну адресу вже було показано, нову не створено. Якщо її не записано, \
                    створіть іншу.
                    """,
                en: """
                    The secret address was shown already, and no new one was created. If it was not \
                    written down, create another.
                    """)
        case .checked: LocalizedText(uk: "З’єднання працює.", en: "The connection works.")
        case .connected:
            LocalizedText(
                uk: """
                    З’єднання працює. Дзвінки до підключення лідів не створюють: якщо мають, укажіть, \
                    за скільки днів.
                    """,
                en: """
                    The connection works. Calls from before it make no leads: if they should, say for \
                    how many days.
                    """)
        case .underWay:
            LocalizedText(
                uk: "Перевірка вже триває. Оновіть сторінку за кілька секунд.",
                en: "A check is under way already. Reload the page in a few seconds.")
        case .notReady:
            LocalizedText(
                uk: "Спершу збережіть Phonet домен і Phonet ApiKey.",
                en: "Save the Phonet domain and the Phonet ApiKey first.")
        }
    }
}

/// The texts of the page outside its blocks.
enum SettingsPageStrings {
    static let title = LocalizedText(
        uk: "Інтеграція з IP телефонією Phonet", en: "Integration with Phonet telephony")
    static let discard = LocalizedText(uk: "Скасувати зміни", en: "Discard")
}
