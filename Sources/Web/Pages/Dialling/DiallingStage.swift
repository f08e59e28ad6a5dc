import CallRules
import Store

/// Where a dialling stands, in words with a colour and an icon, and what to do where there is
/// something to do.
struct DiallingStage {
    let page: DiallingPage
    let say: Voice

    private typealias Words = DiallingWords

    var html: HTML {
        let shown = shown
        return """
            <p class="stage \(shown.meaning.rawValue)">\(shown.icon.html) \(say(shown.word))</p>
            \(shown.notes.map { "<p>\(say($0))</p>" as HTML })
            """
    }

    private struct Shown {
        let meaning: Badge.Meaning
        let icon: Icon
        let word: Sentence
        var notes: [Sentence] = []
    }

    private var shown: Shown {
        let number = page.progress.dialling.extension
        let rings = Words.ownPhoneRings(number, isOwn: page.isOwn)
        return switch page.progress.stage(at: say.now) {
        case .asking: Shown(meaning: .alert, icon: .phone, word: Words.asking)
        case .unknown:
            Shown(
                meaning: .alert, icon: .warning, word: Words.unknown,
                notes: [Words.noAnswerKept, Words.lookAtPhone(number)])
        case .failed(let trouble) where trouble.mayRing:
            Shown(
                meaning: .alert, icon: .warning, word: Words.unknown,
                notes: [trouble.sentence])
        case .failed(let trouble):
            Shown(
                meaning: .bad, icon: .cross, word: Words.notDialled, notes: [trouble.sentence])
        case .ownPhoneRings:
            Shown(meaning: .alert, icon: .bell, word: rings, notes: [Words.pickUp])
        case .silent:
            Shown(
                meaning: .alert, icon: .warning, word: Words.silent, notes: [Words.checkAddresses])
        case .otherPhoneRings: Shown(meaning: .alert, icon: .bell, word: Words.otherPhoneRings)
        case .talking: Shown(meaning: .good, icon: .online, word: Words.talking)
        case .over(.answered?): Shown(meaning: .good, icon: .check, word: Words.talked)
        case .over(.missed?), .over(nil):
            Shown(
                meaning: .plain, icon: .missed, word: Words.noTalk,
                notes: [Words.why(page.progress.call?.disposition)].compactMap(\.self))
        }
    }
}
