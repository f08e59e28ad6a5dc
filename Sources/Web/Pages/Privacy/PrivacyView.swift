import CallRules
import HTTPTypes
import Store

/// The page of personal data: the form of an inquiry, retention periods, and past erasures.
struct PrivacyView {
    let page: PrivacyPage
    let visitor: Visitor

    private typealias Strings = PrivacyStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        PageLayout(
            title: localize(Strings.title), isWide: true,
            content: "\(form)\(keeping)\(purges)\(erasures)"
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        let field = TextField(
            name: "number", label: localize(CommonStrings.phoneNumber), value: page.typed,
            help: localize(Strings.numberHelp),
            problem: page.problem.map { localize($0) }, kind: .telephone, isRequired: true)
        return """
            <form method="post" action="\(PageRoute.privacy.path)" class="form">\(FormGuard(visitor).html)
            <p class="lead">\(localize(Strings.lead))</p>
            \(field.html)
            <div class="buttons"><button class="primary">\(localize(Strings.find))</button></div></form>
            """
    }

    private var keeping: HTML {
        let rows = page.tonight.map { count in
            """
            <tr><td class="name">\(localize(Strings.of(count.kind)))</td>
            <td data-label="\(localize(Strings.kept))">\(kept(count.kind))</td>
            <td class="figures told" data-label="\(localize(Strings.tonight))">\(Strings.rows(count.rows))</td></tr>
            """ as HTML
        }
        return """
            <section class="section" aria-labelledby="title-keeping"><h2 id="title-keeping">\(localize(Strings.keeping))</h2>
            <p class="lead">\(localize(Strings.keepingLead)) <a href="\(PageRoute.settings(.retention).path)">\
            \(localize(Strings.toSettings))</a></p>
            \(table([Strings.kind, Strings.kept, Strings.tonight], rows))</section>
            """
    }

    private func kept(_ kind: PurgeKind) -> String {
        let days = page.retention.days(of: kind)
        return days == 0 ? localize(Strings.forEver) : localize(days, .days)
    }

    private var purges: HTML {
        let rows = page.purges.map { purge in
            """
            <tr class="tall"><td class="name">\(localize.time(purge.beganAt))</td>
            <td data-label="\(localize(Strings.deleted))">\(figures(purge))</td>
            <td class="at" data-label="\(localize(CommonStrings.state))">\(state(isOver: purge.endedAt != nil))</td></tr>
            """ as HTML
        }
        return """
            <section class="section" aria-labelledby="title-purges"><h2 id="title-purges">\(localize(Strings.purges))</h2>
            \(rows.isEmpty ? "<p>\(localize(Strings.noPurges))</p>" : table([CommonStrings.when, Strings.deleted, CommonStrings.state], rows))
            </section>
            """
    }

    private func figures(_ purge: Purge) -> String {
        purge.counts.map { "\(localize(Strings.of($0.kind))): \($0.rows)" }.joined(separator: ", ")
    }

    private var erasures: HTML {
        let rows = page.erasures.map { erasure in
            """
            <tr class="tall"><td class="at">\(localize.time(erasure.beganAt))</td>
            <td class="name" data-label="\(localize(Strings.what))">\(localize(Strings.done(erasure.mode)))</td>
            <td data-label="\(localize(CommonStrings.who))">\(erasure.actor)</td>
            <td data-label="\(localize(Strings.changed))">\(ErasureFigures(erasure: erasure, localize: localize).line)</td>
            <td data-label="\(localize(Strings.check))">\(ErasureFigures(erasure: erasure, localize: localize).verdict)</td></tr>
            """ as HTML
        }
        let heads = [
            CommonStrings.when, Strings.what, CommonStrings.who, Strings.changed, Strings.check,
        ]
        return """
            <section class="section" aria-labelledby="title-erasures"><h2 id="title-erasures">\
            \(localize(Strings.erasures))</h2><p class="lead">\(localize(Strings.erasuresLead))</p>
            \(rows.isEmpty ? "<p>\(localize(Strings.noErasures))</p>" : table(heads, rows))</section>
            """
    }

    private func table(_ heads: [LocalizedText], _ rows: [HTML]) -> HTML {
        """
        <div class="tablebox"><table class="stacked"><thead><tr>\
        \(heads.map { "<th scope=\"col\">\(localize($0))</th>" as HTML })</tr></thead>
        <tbody>\(rows)</tbody></table></div>
        """
    }

    private func state(isOver: Bool) -> HTML {
        isOver
            ? Badge(meaning: .good, icon: .check, word: localize(CommonStrings.done)).html
            : Badge(meaning: .alert, icon: .history, word: localize(CommonStrings.underWay)).html
    }
}

/// The changes by an erasure, and the result of the search in the database file.
struct ErasureFigures {
    let erasure: Erasure
    let localize: Localizer

    private typealias Strings = PrivacyStrings

    /// `Дзвінки: 3, Клієнти: 1`
    var line: String {
        let counts = erasure.counts.map { "\(localize($0.label)): \($0.rows)" }
        return counts.isEmpty ? "–" : counts.joined(separator: ", ")
    }

    var verdict: HTML {
        guard let check = erasure.check else {
            let word = erasure.endedAt == nil ? CommonStrings.underWay : Strings.unchecked
            return Badge(meaning: .alert, icon: .history, word: localize(word)).html
        }
        guard check.remaining > 0 else {
            return Badge(meaning: .good, icon: .check, word: localize(Strings.nowhere)).html
        }
        return Badge(
            meaning: .bad, icon: .warning, word: localize(Strings.remaining(check.remaining))
        ).html
    }
}
