import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The recording of a call for the player of its page, or a page that says why it is missing.
    func playRecording(_ uuid: String) -> PageAction.Run {
        { visit in
            let viewer = try visit.viewer()
            guard let detail = try store.call(uuid: uuid, seenBy: viewer) else {
                throw PageRefusal.missing
            }
            guard viewer.mayListen(tookPart: detail.tookPart) else {
                return RecordingRefusalView(refusal: .denied, uuid: uuid, visitor: visit.visitor)
                    .answer()
            }
            let wish = Recordings.RecordingRequest(
                uuid: uuid, range: visit.range, isHead: visit.isHead,
                isDownload: visit.query.isTicked("download"), author: try visit.author(),
                localize: visit.localize, now: visit.now)
            switch try recordings.open(wish) {
            case .success(let answer): return answer
            case .failure(.noCall): throw PageRefusal.missing
            case .failure(let refusal):
                return RecordingRefusalView(refusal: refusal, uuid: uuid, visitor: visit.visitor)
                    .answer()
            }
        }
    }
}

/// The page shown instead of a recording; the player's script takes its text from it.
struct RecordingRefusalView {
    let refusal: RecordingRefusal
    let uuid: String
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        var answer = PageLayout(
            title: localize(CommonStrings.callRecording),
            content: """
                <p class="note alert">\(Icon.warning.html) <span id="cause">\(localize(refusal.sentence))</span></p>
                <div class="buttons">\(again)
                <a class="button" href="\(PageRoute.call(uuid).path)">\(localize(CommonStrings.toTheCall))</a></div>
                """
        ).answer(for: visitor, refusal.status)
        if let retryAfter = refusal.retryAfter { answer.fields[.retryAfter] = "\(retryAfter)" }
        return answer
    }

    private var again: HTML? {
        switch refusal {
        case .preparing, .busy, .phonet:
            "<a class=\"button primary\" href=\"\(PageRoute.recording(uuid).path)\">\(localize(CommonStrings.tryAgain))</a>"
        case .noCall, .noRecording, .denied: nil
        }
    }

    private enum Strings {
    }
}
