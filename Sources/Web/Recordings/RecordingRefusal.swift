import CallRules
import HTTPTypes
import Phonet
import Store

/// The reason why a recording cannot be played.
enum RecordingRefusal: Error, Hashable {
    /// There is no such call.
    case noCall
    /// The call was not answered, or Phonet's CDR has no recording.
    case noRecording
    /// Phonet has not finished the recording yet.
    case preparing
    /// The limit of recordings played at once is reached.
    case busy
    /// The person may not listen to recordings, or not to this one.
    case denied
    /// Phonet did not return the recording.
    case phonet(PhonetError)

    /// The code of the cause in the JSON API.
    var name: String {
        switch self {
        case .noCall: "no_call"
        case .noRecording: "no_recording"
        case .preparing: "being_prepared"
        case .busy: "busy"
        case .denied: "denied"
        case .phonet(let failure): failure.name
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .noCall, .noRecording: .notFound
        case .preparing, .busy: .serviceUnavailable
        case .denied: .forbidden
        case .phonet: .badGateway
        }
    }

    /// Seconds after which another try may succeed; nil when another try does not help.
    var retryAfter: Int? {
        switch self {
        case .preparing: 60
        case .busy: 10
        case .noCall, .noRecording, .denied, .phonet: nil
        }
    }

    var sentence: LocalizedText {
        switch self {
        case .noCall:
            LocalizedText(uk: "Такого дзвінка немає.", en: "There is no such call.")
        case .noRecording:
            LocalizedText(
                uk: "У цього дзвінка немає запису.", en: "This call has no recording.")
        case .preparing:
            LocalizedText(
                uk: "Запис готується. Спробуйте ще раз за хвилину.",
                en: "The recording is being prepared. Try again in a minute.")
        case .busy:
            LocalizedText(
                uk: "Зараз слухають інші записи. Спробуйте ще раз за кілька секунд.",
                en: "Other recordings are being listened to. Try again in a few seconds.")
        case .denied:
            LocalizedText(
                uk: "Слухати цей запис Вам не дозволено. Зверніться до адміністратора.",
                en: "You may not listen to this recording. Ask an administrator.")
        case .phonet(let failure): failure.sentence
        }
    }

    /// The response of the JSON API.
    var problem: Answer {
        var answer = Answer.problem(status, sentence.en, cause: name)
        if let retryAfter { answer.fields[.retryAfter] = "\(retryAfter)" }
        return answer
    }
}
