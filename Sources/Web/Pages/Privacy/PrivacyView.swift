import CallRules
import HTTPTypes
import Store

/// The way to everything held about a number, what is kept for how long, and what was taken out of the books.
struct PrivacyView {
    let page: PrivacyPage
    let visitor: Visitor

    private typealias Words = PrivacyWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: "\(form)\(keeping)\(purges)\(erasures)"
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        let field = TextField(
            name: "number", label: say(Words.number), value: page.typed,
            help: say(Words.numberHelp),
            problem: page.problem.map { say($0) }, kind: .telephone, isRequired: true)
        return """
            <form method="post" action="\(PageRoute.privacy.path)" class="form">\(FormGuard(visitor).html)
            <p class="lead">\(say(Words.lead))</p>
            \(field.html)
            <div class="buttons"><button class="primary">\(say(Words.find))</button></div></form>
            """
    }

    private var keeping: HTML {
        let rows = page.tonight.map { count in
            """
            <tr><td>\(say(Words.of(count.kind)))</td>
            <td data-label="\(say(Words.kept))">\(kept(count.kind))</td>
            <td class="figures" data-label="\(say(Words.tonight))">\(Words.rows(count.rows))</td></tr>
            """ as HTML
        }
        return """
            <section class="section" aria-labelledby="title-keeping"><h2 id="title-keeping">\(say(Words.keeping))</h2>
            <p class="lead">\(say(Words.keepingLead)) <a href="\(PageRoute.settings.path)#retention">\
            \(say(Words.toSettings))</a></p>
            \(table([Words.kind, Words.kept, Words.tonight], rows))</section>
            """
    }

    private func kept(_ kind: PurgeKind) -> String {
        let days = page.retention.days(of: kind)
        return days == 0 ? say(Words.forEver) : say(days, .days)
    }

    private var purges: HTML {
        let rows = page.purges.map { purge in
            """
            <tr><td>\(say.time(purge.beganAt))</td>
            <td data-label="\(say(Words.deleted))">\(figures(purge))</td>
            <td data-label="\(say(Words.state))">\(state(isOver: purge.endedAt != nil))</td></tr>
            """ as HTML
        }
        return """
            <section class="section" aria-labelledby="title-purges"><h2 id="title-purges">\(say(Words.purges))</h2>
            \(rows.isEmpty ? "<p>\(say(Words.noPurges))</p>" : table([Words.when, Words.deleted, Words.state], rows))
            </section>
            """
    }

    private func figures(_ purge: Purge) -> String {
        purge.counts.map { "\(say(Words.of($0.kind))): \($0.rows)" }.joined(separator: ", ")
    }

    private var erasures: HTML {
        let rows = page.erasures.map { erasure in
            """
            <tr><td>\(say.time(erasure.beganAt))</td>
            <td data-label="\(say(Words.what))">\(say(Words.done(erasure.manner)))</td>
            <td data-label="\(say(Words.who))">\(erasure.actor)</td>
            <td data-label="\(say(Words.changed))">\(ErasureFigures(erasure: erasure, say: say).line)</td>
            <td data-label="\(say(Words.check))">\(ErasureFigures(erasure: erasure, say: say).verdict)</td></tr>
            """ as HTML
        }
        let heads = [Words.when, Words.what, Words.who, Words.changed, Words.check]
        return """
            <section class="section" aria-labelledby="title-erasures"><h2 id="title-erasures">\
            \(say(Words.erasures))</h2><p class="lead">\(say(Words.erasuresLead))</p>
            \(rows.isEmpty ? "<p>\(say(Words.noErasures))</p>" : table(heads, rows))</section>
            """
    }

    private func table(_ heads: [Sentence], _ rows: [HTML]) -> HTML {
        """
        <div class="tablebox"><table class="stacked"><thead><tr>\
        \(heads.map { "<th scope=\"col\">\(say($0))</th>" as HTML })</tr></thead>
        <tbody>\(rows)</tbody></table></div>
        """
    }

    private func state(isOver: Bool) -> HTML {
        isOver
            ? Badge(meaning: .good, icon: .check, word: say(Words.over)).html
            : Badge(meaning: .alert, icon: .history, word: say(Words.underWay)).html
    }
}

/// What an erasure did, and what the search of the file found.
struct ErasureFigures {
    let erasure: Erasure
    let say: Voice

    private typealias Words = PrivacyWords

    /// `Дзвінки: 3, Клієнти: 1`
    var line: String {
        let counts = erasure.counts.map { "\(say($0.label)): \($0.rows)" }
        return counts.isEmpty ? "–" : counts.joined(separator: ", ")
    }

    var verdict: HTML {
        guard let check = erasure.check else {
            let word = erasure.endedAt == nil ? Words.underWay : Words.unchecked
            return Badge(meaning: .alert, icon: .history, word: say(word)).html
        }
        guard check.remaining > 0 else {
            return Badge(meaning: .good, icon: .check, word: say(Words.nowhere)).html
        }
        return Badge(
            meaning: .bad, icon: .warning, word: say(Words.remaining(check.remaining))
        ).html
    }
}
