import CallRules
import HTTPTypes
import Store

/// The data of the page of one line.
struct LinePage {
    let row: LineRow
    var typed: TypedLine
    let choices: SettingChoices
    /// The company's settings, which hold where the line has none of its own.
    let company: Settings
    var problems: [FieldProblem] = []
    /// Whether another save changed it since it was shown.
    var isStale = false
}

extension Pages {
    func showLine(_ id: Int64) -> PageAction.Run {
        { visit in
            LineView(page: try linePage(id, visit), visitor: visit.visitor)
                .answer(news: visit.query["done"] == "saved")
        }
    }

    func saveLine(_ id: Int64) -> PageAction.Run {
        { visit in
            var page = try linePage(id, visit)
            page.typed = TypedLine(visit.form)
            let seen = visit.form["version"].flatMap { Int64($0) } ?? 0
            let outcome = try store.updateLine(
                Line.ID(id), page.typed.change(from: page.row.line.own), if: .version([seen]),
                by: visit.author(), at: visit.now)
            switch outcome {
            case .saved: return .seeOther("\(PageRoute.line(id).path)?done=saved")
            case .invalid(let problems), .conflict(let problems): page.problems = problems
            case .stale: page.isStale = true
            case .missing: throw PageRefusal.missing
            }
            return LineView(page: page, visitor: visit.visitor)
                .answer(page.isStale ? .conflict : .unprocessableContent)
        }
    }

    private func linePage(_ id: Int64, _ visit: PageVisit) throws -> LinePage {
        guard let row = try store.line(Line.ID(id)) else { throw PageRefusal.missing }
        return LinePage(
            row: row, typed: TypedLine(row), choices: try store.settingChoices(at: visit.now),
            company: store.settings.settings)
    }
}
