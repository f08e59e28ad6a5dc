import CallRules
import HTTPTypes

/// The preview of an import from Phonet: what would change for each user, with a checkbox.
struct PhonetUsersView {
    let page: PhonetUsersPage
    let visitor: Visitor

    private typealias Strings = RosterStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        PageLayout(
            title: localize(Strings.title),
            action: page.preview == nil ? nil : ask(Strings.askAgain),
            isWide: true, content: "\(failure)\(page.preview.map(preview) ?? start)"
        ).answer(for: visitor, status)
    }

    private func ask(_ word: LocalizedText, _ look: String = "") -> HTML {
        """
        <form method="post" action="\(PageRoute.phonetUsers.path)">\(FormGuard(visitor).html)\
        <button class="\(look)" name="step" value="look">\(localize(word))</button></form>
        """
    }

    private var failure: HTML? {
        guard !page.failure.isEmpty else { return nil }
        let heading = page.preview == nil ? Strings.failed : Strings.notWritten
        return """
            <div class="note bad" role="alert" tabindex="-1" data-focus>
            <p>\(Icon.warning.html) \(localize(heading))</p>
            \(page.failure.map { "<p>\(localize($0))</p>" as HTML })
            \(page.preview == nil ? toSettings : nil)</div>
            """
    }

    private var toSettings: HTML {
        "<p><a href=\"\(PageRoute.settings(.connection).path)\">\(localize(Strings.toSettings))</a></p>"
    }

    private var start: HTML {
        """
        <p class="lead">\(localize(Strings.why))</p>
        \(ask(page.failure.isEmpty ? Strings.ask : Strings.askAgain, "primary"))
        """
    }

    private func preview(_ preview: PhonetUsersPage.Preview) -> HTML {
        guard !preview.roster.lines.isEmpty else {
            return EmptyState(line: localize(Strings.nobody), next: localize(Strings.nobodyNext))
                .html
        }
        return """
            <p class="lead">\(localize(Strings.preview))</p>
            \(preview.isCut ? "<p class=\"note\">\(localize(Strings.more(than: HiddenUsers.limit)))</p>" : nil)
            <form method="post" action="\(PageRoute.phonetUsers.path)">\(FormGuard(visitor).html)
            <input type="hidden" name="users" value="\(HiddenUsers.text(preview.users))">
            \(table(preview))
            <div class="savebar"><button class="primary" name="step" value="take">\(localize(Strings.takeChosen))</button>
            <a class="button" href="\(PageRoute.employees.path)">\(localize(CommonStrings.cancel))</a></div></form>
            \(absent(preview.roster))
            """
    }

    private func table(_ preview: PhonetUsersPage.Preview) -> HTML {
        let heads = [Strings.user, CommonStrings.employee, Strings.changes, Strings.take]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        let rows = preview.roster.lines.map { line in
            row(line, isTicked: preview.ticked.contains(line.proposal))
        }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func row(_ line: Roster.Line, isTicked: Bool) -> HTML {
        let user = line.user
        let known = [user.extension, user.email].compactMap { $0 }.joined(separator: ", ")
        return """
            <tr class="tall"><td class="name">\(line.newName) <span class="muted">\(known)</span></td>
            <td data-label="\(localize(CommonStrings.employee))">\(employee(line))</td>
            <td data-label="\(localize(Strings.changes))">\(changes(line))</td>
            <td class="act" data-label="\(localize(Strings.take))">\(line.changes ? box(line, isTicked) : nil)</td></tr>
            """
    }

    private func box(_ line: Roster.Line, _ isTicked: Bool) -> HTML {
        """
        <input type="checkbox" name="proposal" value="\(line.proposal)" \
        aria-label="\(localize(Strings.take)): \(line.newName)"\(.checked, if: isTicked)>
        """
    }

    private func employee(_ line: Roster.Line) -> HTML {
        guard let member = line.member, let match = line.match else {
            let isPossible = line.changes
            return """
                \(isPossible ? Badge(meaning: .alert, icon: .plus, word: localize(Strings.newEmployee)).html : nil)
                """
        }
        return """
            <a href="\(PageRoute.employee(member.id.value).path)">\(member.name)</a> \
            <span class="muted">\(localize(Strings.match(match)))</span>
            """
    }

    private func changes(_ line: Roster.Line) -> HTML {
        var lines: [HTML] = []
        if let number = line.newExtension {
            lines.append("\(localize(Strings.number(from: line.member?.extension, to: number)))")
        }
        if let email = line.newEmail { lines.append("\(localize(Strings.email(email)))") }
        if let after = line.after {
            lines.append("<span class=\"muted\">\(localize(Strings.after(after.name)))</span>")
        }
        lines += line.obstacles.map { obstacle in
            let word = localize(Strings.obstacle(obstacle))
            return Badge(meaning: .alert, icon: .warning, word: word).html
        }
        if lines.isEmpty, line.member != nil {
            lines = [Badge(meaning: .good, icon: .check, word: localize(Strings.nothing)).html]
        }
        return "<div>\(lines.map { "<div>\($0)</div>" as HTML })</div>"
    }

    private func absent(_ roster: Roster) -> HTML? {
        guard !roster.absent.isEmpty else { return nil }
        let items = roster.absent.map { member in
            """
            <li><a href="\(PageRoute.employee(member.id.value).path)">\(member.name)</a> \
            <span class="muted">\(member.extension ?? "")</span></li>
            """ as HTML
        }
        return """
            <section class="section"><h2>\(localize(Strings.absent))</h2><ul class="checklist">\(items)</ul></section>
            """
    }
}
