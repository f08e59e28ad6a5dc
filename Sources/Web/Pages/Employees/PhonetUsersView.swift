import CallRules
import HTTPTypes

/// Phonet's users beside the employees: what would change, and what to take.
struct PhonetUsersView {
    let page: PhonetUsersPage
    let visitor: Visitor

    private typealias Words = RosterWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        Frame(
            title: say(Words.title), action: page.preview == nil ? nil : ask(Words.askAgain),
            isWide: true, content: "\(trouble)\(page.preview.map(preview) ?? start)"
        ).answer(for: visitor, status)
    }

    private func ask(_ word: Sentence, _ look: String = "") -> HTML {
        """
        <form method="post" action="\(PageRoute.phonetUsers.path)">\(FormGuard(visitor).html)\
        <button class="\(look)" name="step" value="look">\(say(word))</button></form>
        """
    }

    private var trouble: HTML? {
        guard !page.trouble.isEmpty else { return nil }
        let heading = page.preview == nil ? Words.failed : Words.notWritten
        return """
            <div class="note bad" role="alert" tabindex="-1" data-focus>
            <p>\(Icon.warning.html) \(say(heading))</p>
            \(page.trouble.map { "<p>\(say($0))</p>" as HTML })
            \(page.preview == nil ? toSettings : nil)</div>
            """
    }

    private var toSettings: HTML {
        "<p><a href=\"\(PageRoute.settings.path)\">\(say(Words.toSettings))</a></p>"
    }

    private var start: HTML {
        """
        <p class="lead">\(say(Words.why))</p>
        \(ask(page.trouble.isEmpty ? Words.ask : Words.askAgain, "primary"))
        """
    }

    private func preview(_ preview: PhonetUsersPage.Preview) -> HTML {
        guard !preview.roster.lines.isEmpty else {
            return EmptyState(line: say(Words.nobody), next: say(Words.nobodyNext)).html
        }
        return """
            <p class="lead">\(say(Words.preview))</p>
            \(preview.isCut ? "<p class=\"note\">\(say(Words.more(than: CarriedUsers.limit)))</p>" : nil)
            <form method="post" action="\(PageRoute.phonetUsers.path)">\(FormGuard(visitor).html)
            <input type="hidden" name="users" value="\(CarriedUsers.text(preview.users))">
            \(table(preview))
            <div class="savebar"><button class="primary" name="step" value="take">\(say(Words.takeChosen))</button>
            <a class="button" href="\(PageRoute.employees.path)">\(say(Words.cancel))</a></div></form>
            \(absent(preview.roster))
            """
    }

    private func table(_ preview: PhonetUsersPage.Preview) -> HTML {
        let heads = [Words.user, Words.employee, Words.changes, Words.take]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
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
            <tr><td>\(line.newName) <span class="muted">\(known)</span></td>
            <td data-label="\(say(Words.employee))">\(employee(line))</td>
            <td data-label="\(say(Words.changes))">\(changes(line))</td>
            <td data-label="\(say(Words.take))">\(line.changes ? box(line, isTicked) : nil)</td></tr>
            """
    }

    private func box(_ line: Roster.Line, _ isTicked: Bool) -> HTML {
        """
        <input type="checkbox" name="proposal" value="\(line.proposal)" \
        aria-label="\(say(Words.take)): \(line.newName)"\(.checked, if: isTicked)>
        """
    }

    private func employee(_ line: Roster.Line) -> HTML {
        guard let member = line.member, let match = line.match else {
            let isPossible = line.changes
            return """
                \(isPossible ? Badge(meaning: .alert, icon: .plus, word: say(Words.newEmployee)).html : nil)
                """
        }
        return """
            <div><a href="\(PageRoute.employee(member.id.value).path)">\(member.name)</a><br>
            <span class="muted">\(say(Words.match(match)))</span></div>
            """
    }

    private func changes(_ line: Roster.Line) -> HTML {
        var lines: [HTML] = []
        if let number = line.newExtension {
            lines.append("\(say(Words.number(from: line.member?.extension, to: number)))")
        }
        if let email = line.newEmail { lines.append("\(say(Words.email(email)))") }
        if let after = line.after {
            lines.append("<span class=\"muted\">\(say(Words.after(after.name)))</span>")
        }
        lines += line.obstacles.map { obstacle in
            let word = say(Words.obstacle(obstacle))
            return Badge(meaning: .alert, icon: .warning, word: word).html
        }
        if lines.isEmpty, line.member != nil {
            lines = [Badge(meaning: .good, icon: .check, word: say(Words.nothing)).html]
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
            <section class="section"><h2>\(say(Words.absent))</h2><ul class="checklist">\(items)</ul></section>
            """
    }
}
