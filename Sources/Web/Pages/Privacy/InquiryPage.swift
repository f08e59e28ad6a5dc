import CallRules
import Foundation
import HTTPTypes
import Store

/// The data of the page of one inquiry.
struct InquiryPage {
    let inquiry: Inquiry
    /// The choice and the digits, as typed.
    var mode: Erasure.Mode?
    var digits = ""
    var problems: [FieldProblem] = []
}

extension Pages {
    func showInquiry(_ id: Int64) -> PageAction.Run {
        { visit in
            InquiryView(page: InquiryPage(inquiry: try inquiry(id)), visitor: visit.visitor)
                .answer()
        }
    }

    /// The file with everything stored about the number.
    func exportInquiry(_ id: Int64) -> PageAction.Run {
        { visit in
            guard !visit.isHead else { return .file(InquiryPage.fileName(id)) { _ in } }
            let export = try store.export(Inquiry.ID(id), by: visit.author(), at: visit.now)
            guard let export else { throw PageRefusal.missing }
            return .file(InquiryPage.fileName(id)) { try export.write($0) }
        }
    }

    func eraseNumber(_ id: Int64) -> PageAction.Run {
        { visit in
            var page = InquiryPage(inquiry: try inquiry(id))
            page.digits = visit.form["digits"] ?? ""
            guard let mode = visit.form["manner"].flatMap(Erasure.Mode.init) else {
                page.problems = [FieldProblem("manner", PrivacyStrings.chooseManner)]
                return InquiryView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
            }
            page.mode = mode
            let outcome = try store.erase(
                Inquiry.ID(id), mode, confirmedBy: page.digits,
                chance: UInt64.random(in: .min ... .max), by: visit.author(), at: visit.now)
            switch outcome {
            // An erasure that runs already is shown.
            case .saved, .conflict: return .seeOther(PageRoute.inquiry(id).path)
            case .invalid(let problems):
                page.problems = problems
                return InquiryView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
            case .missing, .stale: throw PageRefusal.missing
            }
        }
    }

    private func inquiry(_ id: Int64) throws -> Inquiry {
        guard let inquiry = try store.inquiry(Inquiry.ID(id)) else { throw PageRefusal.missing }
        return inquiry
    }
}

extension InquiryPage {
    /// The file name does not contain the number, because file names end up in logs.
    fileprivate static func fileName(_ id: Int64) -> String { "personal-data-\(id).json" }
}
