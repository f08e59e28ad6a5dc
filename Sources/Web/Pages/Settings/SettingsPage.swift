import CallRules
import HTTPTypes
import Store

/// The settings page as plain values: what its blocks show.
struct SettingsPage {
    let visitor: Visitor
    /// The gateway's own address, for the addresses Phonet posts to.
    let base: String
    /// Of the document the form was made of.
    let version: Int64
    let typed: TypedSettings
    var problems = Problems()
    /// The last four characters of the saved key; nil while there is none.
    let maskedKey: String?
    let choices: SettingChoices
    let steps: Set<ConnectingStep>
    let received: [LastReceived]
    /// The last messages from sources that are not trusted even now.
    let strangers: [LastReceived]
    let check: ConnectionCheck?
    let tokens: [WebhookTokenRow]
    /// The turns that would come next in each mode.
    let turns: [DistributionMode: [Turn]]
    let latest: SettingVersion?

    func answer(_ status: HTTPResponse.Status = .ok, news: SettingsNews? = nil) -> Answer {
        let say = visitor.voice
        return Frame(
            title: say(SettingsPageWords.title),
            action: """
                <a class="button" href="\(PageRoute.settingVersions.path)">\(Icon.history.html) \
                \(say(SettingsPageWords.history))</a>
                """,
            news: news.map { say($0.sentence) },
            aside: WhatIfPanel(visitor: visitor).html,
            content: content
        ).answer(for: visitor, status)
    }

    private var content: HTML {
        """
        \(problems.summary(visitor.voice, labels: SettingWords.labels))
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
        <h2 id="title-\(block.rawValue)">\(visitor.voice(block.title))</h2>
        <p class="lead">\(visitor.voice(block.lead))</p>
        \(inside(block))
        </section>
        """
    }

    private func inside(_ block: SettingBlock) -> HTML {
        switch block {
        case .connection: ConnectionBlock(page: self).html
        case .history: controls(.history)
        case .leads: LeadsBlock(page: self).html
        case .notifications: NotificationsBlock(page: self).html
        case .distribution: DistributionBlock(page: self).html
        case .security: SecurityBlock(page: self).html
        }
    }

    /// The controls of a block one after another.
    func controls(_ block: SettingBlock) -> HTML { "\(block.keys.map { control($0) })" }

    /// The control of a key.
    func control(_ key: String, nested: HTML? = nil) -> HTML {
        SettingFields.all.first { $0.key == key }
            .map { SettingControl(page: self, field: $0, nested: nested).html } ?? .empty
    }

    private var saveBar: HTML {
        let say = visitor.voice
        let discard: HTML =
            problems.isEmpty
            ? "<button type=\"reset\">\(say(SettingsPageWords.discard))</button>"
            : """
            <a class="button" href="\(PageRoute.settings.path)">\(say(SettingsPageWords.discard))</a>
            """
        return """
            <div class="savebar"><button class="primary">\(say(SettingsPageWords.save))</button>
            \(discard)
            <span class="state" hidden>\(say(SettingsPageWords.unsaved))</span></div>
            """
    }
}

/// What was just done on the settings page, as its address tells it.
enum SettingsNews: String {
    case saved, unchanged, rolledBack = "rolled-back", trusted, shown
    case checked, underWay = "under-way", notReady = "not-ready", notTrusted = "not-trusted"

    /// The settings page that tells it.
    var path: String { path(on: .settings) }

    /// Another page that tells it.
    func path(on route: PageRoute) -> String { "\(route.path)?news=\(rawValue)" }

    var sentence: Sentence {
        switch self {
        case .saved: Sentence(uk: "Збережено.", en: "Saved.")
        case .unchanged:
            Sentence(uk: "Змін немає: усе вже збережено.", en: "Nothing changed: all was saved.")
        case .rolledBack:
            Sentence(uk: "Попередні значення повернуто.", en: "The earlier values are back.")
        case .trusted:
            Sentence(
                uk: "Адресі довірено; повідомлення, що чекали з неї, прийнято.",
                en: "The address is trusted; the messages that waited from it were taken.")
        case .notTrusted:
            Sentence(
                uk: "Це не IP-адреса: нічого не змінено.",
                en: "This is no IP address: nothing was changed.")
        case .shown:
            Sentence(
                uk: """
                    Секретну адресу вже було показано, нову не створено. Якщо її не записано, \
                    створіть іншу.
                    """,
                en: """
                    The secret address was shown already, and no other was made. If it was not \
                    written down, make another.
                    """)
        case .checked: Sentence(uk: "З’єднання працює.", en: "The connection works.")
        case .underWay:
            Sentence(
                uk: "Перевірка вже триває. Оновіть сторінку за кілька секунд.",
                en: "A check is under way already. Reload the page in a few seconds.")
        case .notReady:
            Sentence(
                uk: "Спершу збережіть Phonet домен і Phonet ApiKey.",
                en: "Save the Phonet domain and the Phonet ApiKey first.")
        }
    }
}

/// The words of the page around its blocks.
enum SettingsPageWords {
    static let title = Sentence(
        uk: "Інтеграція з IP телефонією Phonet", en: "Integration with Phonet telephony")
    static let history = Sentence(uk: "Історія змін", en: "History of changes")
    static let save = Sentence(uk: "Зберегти", en: "Save")
    static let discard = Sentence(uk: "Скасувати зміни", en: "Discard")
    static let unsaved = Sentence(
        uk: "Є незбережені зміни", en: "You have unsaved changes")
}
