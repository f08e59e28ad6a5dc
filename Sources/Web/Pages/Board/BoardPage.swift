import CallRules
import CompanyTime
import HTTPTypes
import Store

/// The data of the live board.
struct BoardPage {
    let board: LiveBoard
    /// The stamp of before the board was read.
    let stamp: String
    /// For a screen on a wall.
    let isWall: Bool
}

extension Pages {
    /// Everybody's calls, the employees and the day so far, at this moment.
    func showBoard(_ visit: PageVisit) throws -> Answer {
        let stamp = store.boardStamp
        let day = LocalDay(of: visit.now, in: visit.localize.companyClock)
        let page = BoardPage(
            board: try store.liveBoard(of: day.start..<day.end, at: visit.now), stamp: stamp,
            isWall: visit.query["wall"] == "1")
        return BoardView(page: page, visitor: visit.visitor).answer
    }
}
