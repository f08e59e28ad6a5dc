import CallRules
import Store

/// The second column of a page of the settings: what is left to do, the question about a call, and
/// the pages that belong to the subject.
struct SettingAside {
    let page: SettingsPage

    private var localize: Localizer { page.visitor.localizer }
    private typealias Strings = SettingAsideStrings

    var html: HTML {
        """
        \(page.topic == .connection ? ConnectingChecklist(page: page).html : nil)
        \(page.topic.answersWhatIf ? WhatIfPanel(visitor: page.visitor, topic: page.topic).html : nil)
        <nav class="panel related" aria-label="\(localize(Strings.related))">\
        <h2>\(localize(Strings.related))</h2><ul>\(links.map(row))</ul></nav>
        \(page.topic == .connection ? calling : nil)
        \(page.latest.flatMap { $0.isFirst ? nil : saved($0) })
        """
    }

    private struct Link {
        let route: PageRoute
        let icon: Icon
        let name: LocalizedText
        var note: LocalizedText?
    }

    private var links: [Link] {
        let lines = Link(
            route: .lines, icon: .line, name: LinesStrings.title, note: Strings.linesNote)
        let people = Link(
            route: .employees, icon: .people, name: CommonStrings.employees,
            note: Strings.employeesNote)
        return switch page.topic {
        case .connection:
            [
                people, lines,
                Link(
                    route: .crm, icon: .outgoing, name: CommonStrings.crm, note: Strings.crmNote),
                Link(
                    route: .reconciliation, icon: .check, name: CommonStrings.reconciliation,
                    note: Strings.reconciliationNote),
                Link(route: .webhookLog, icon: .incoming, name: CommonStrings.phonetLog),
                Link(route: .status, icon: .info, name: StatusStrings.title),
            ]
        case .leads:
            [
                Link(
                    route: .leadStatuses, icon: .stages, name: CommonStrings.lists,
                    note: Strings.listsNote),
                lines,
                Link(
                    route: .ignoredNumbers, icon: .cross, name: IgnoredNumbersStrings.title),
                Link(
                    route: .settings(.distribution), icon: .people,
                    name: SettingTopic.distribution.heading),
            ]
        case .notifications: [hours, telegram, lines, ownPage]
        case .distribution: [people, lines, hours]
        case .security:
            [
                Link(
                    route: .apiTokens, icon: .key, name: APITokensStrings.title,
                    note: Strings.tokensNote),
                Link(
                    route: .crm, icon: .outgoing, name: CommonStrings.crm,
                    note: Strings.signInNote),
                people,
                Link(route: .audit, icon: .lock, name: CommonStrings.audit),
            ]
        case .retention:
            [
                Link(
                    route: .privacy, icon: .shield, name: PrivacyStrings.title,
                    note: Strings.privacyNote),
                Link(route: .status, icon: .info, name: StatusStrings.title),
            ]
        case .hours: [lines, back]
        case .telegram: [ownPage, back]
        }
    }

    private var hours: Link {
        Link(
            route: .settings(.hours), icon: .history, name: HoursStrings.title,
            note: page.saved.company.workingHours.week == nil
                ? HoursStrings.always : HoursStrings.own)
    }

    private var telegram: Link {
        Link(
            route: .settings(.telegram), icon: .bell, name: CommonStrings.telegram,
            note: !page.saved.telegramEnabled
                ? StatusStrings.off
                : page.saved.sendsTelegram ? StatusStrings.on : StatusStrings.noBot)
    }

    private var ownPage: Link {
        Link(route: .me, icon: .person, name: CommonStrings.myPage, note: Strings.ownNote)
    }

    private var back: Link {
        Link(
            route: .settings(.notifications), icon: .bell, name: SettingTopic.notifications.heading)
    }

    private func row(_ link: Link) -> HTML {
        """
        <li><a href="\(link.route.path)">\(link.icon.html)<span>\(localize(link.name))\
        \(link.note.map { "<small>\(localize($0))</small>" as HTML })</span></a></li>
        """
    }

    /// The two ways to make calls, in the words of the customer's document.
    private var calling: HTML {
        """
        <details class="panel"><summary>\(localize(ConnectionStrings.calling))</summary>
        <p>\(localize(ConnectionStrings.extensions)) <a href="\(PageRoute.employees.path)">\
        \(localize(ConnectionStrings.toEmployees))</a></p>
        <p>\(localize(ConnectionStrings.twoWays))</p>
        <ol class="ways"><li>\(localize(ConnectionStrings.phones))</li><li>\(localize(ConnectionStrings.softphones))</li></ol></details>
        """
    }

    private func saved(_ version: SettingVersion) -> HTML {
        let who = version.actor.isEmpty ? localize(SettingHistoryStrings.nobody) : version.actor
        return """
            <p class="help">\(localize(SettingHistoryStrings.lastSaved)) \(localize.time(version.at)), \(who).</p>
            """
    }
}

/// The texts of the second column.
enum SettingAsideStrings {
    static let related = LocalizedText(uk: "Поруч", en: "Related")
    static let employeesNote = LocalizedText(
        uk: "внутрішні номери, ролі, дозволи", en: "extensions, roles, permissions")
    static let linesNote = LocalizedText(
        uk: "назви, власні правила й години", en: "names, rules and hours of their own")
    static let crmNote = LocalizedText(
        uk: "вебхуки, вхід і картка дзвінка", en: "webhooks, sign-in and the call card")
    static let signInNote = LocalizedText(
        uk: "вхід співробітників із CRM", en: "sign-in of employees from the CRM")
    static let reconciliationNote = LocalizedText(
        uk: "дзвінки з історії Phonet", en: "calls of Phonet’s history")
    static let listsNote = LocalizedText(
        uk: "статуси, джерела, категорії", en: "statuses, sources, categories")
    static let tokensNote = LocalizedText(
        uk: "доступ програм до даних", en: "access of programs to the data")
    static let privacyNote = LocalizedText(
        uk: "пошук і стирання за номером", en: "finding and erasing by number")
    static let ownNote = LocalizedText(
        uk: "кожен вибирає, що й коли отримувати", en: "everybody chooses what comes, and when")
}
