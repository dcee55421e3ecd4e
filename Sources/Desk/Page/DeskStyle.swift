import Reports

/// How the desk looks: the report's page, with what only the desk has.
enum DeskStyle {
    static let sheet = PageStyle.sheet + "\n" + own

    private static let own = """
        :root { --answeredtile: #e3f4e8; --partlytile: #e4eefc; }
        @media screen and (prefers-color-scheme: dark) { :root { --answeredtile: #16321f; --partlytile: #16294a; } }
        body { max-width: 80rem; padding-top: 0; }
        a { color: var(--wait); }
        a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible,
          summary:focus-visible { outline: 3px solid var(--wait); outline-offset: 2px; border-radius: 2px; }
        main:focus { outline: none; }
        .skip { position: absolute; left: -100rem; background: var(--ground); padding: .75rem 1rem; z-index: 1; }
        .skip:focus { left: 0; }
        .top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .25rem 1.5rem;
          border-bottom: 1px solid var(--line); margin-bottom: 1.25rem; }
        .top ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; }
        .top a { display: inline-block; padding: .65rem 0; text-decoration: none; }
        .top a[aria-current] { color: var(--ink); font-weight: bold; box-shadow: inset 0 -3px var(--wait); }
        .account { display: flex; align-items: center; gap: .75rem; margin: .3rem 0; color: var(--soft); font-size: .9rem; }
        button, input, select, textarea { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--none);
          border-radius: 4px; padding: .4rem .7rem; min-height: 2.5rem; max-width: 100%; }
        button { cursor: pointer; background: var(--head); }
        button.main { background: var(--ink); color: var(--ground); }
        input[type=checkbox] { min-height: 0; width: 1.15rem; height: 1.15rem; vertical-align: -.2rem; }
        .told { border-left: 4px solid var(--good); padding: .6rem .9rem; background: var(--head); }
        .fault { border-left: 4px solid var(--bad); padding: .6rem .9rem; background: var(--badrow); }
        .search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 .5rem; }
        .search label { flex: 1 1 20rem; } .search input { display: block; width: 100%; margin-top: .2rem; }
        .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .75rem 1rem; margin: .75rem 0; align-items: end; }
        .fields input, .fields select { display: block; width: 100%; margin-top: .2rem; }
        details { margin: 0 0 1rem; } summary { cursor: pointer; padding: .35rem 0; }
        .state { white-space: nowrap; }
        .pages { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1rem 0; }
        .pages a { padding: .4rem 0; }
        .hint { font-size: .9rem; color: var(--soft); }
        .cards td { font-size: .95rem; } .cards details { margin: 0; }
        .cards time { white-space: nowrap; }
        .needs { margin: 0 0 1rem; padding: 0; list-style: none; }
        .needs li { border-left: 4px solid var(--bad); padding: .45rem .9rem; margin: 0 0 .5rem; background: var(--badrow); }
        .needs .pages { margin: .1rem 0; }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); gap: .25rem 1.5rem; list-style: none;
          margin: 0 0 1rem; padding: 0; }
        .figures a { display: flex; justify-content: space-between; gap: .5rem; padding: .3rem 0; color: var(--ink); }
        .figures b { font-variant-numeric: tabular-nums; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 2rem; }
        figure { margin: 0; } .plot { display: block; width: 100%; height: 8rem; background: var(--head); border-bottom: 2px solid var(--line); }
        .words { list-style: none; margin: 0 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; font-size: .9rem; }
        .plot rect { forced-color-adjust: none; }
        .scale { display: flex; justify-content: space-between; color: var(--soft); font-size: .85rem; }
        .mailing { border-top: 1px solid var(--line); padding: .75rem 0 .5rem; }
        .frame { width: 100%; max-width: 50rem; height: 40rem; border: 1px solid var(--line); border-radius: 6px; background: #ffffff; }
        .frames { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: 0 0 1rem; }
        .frames figure { flex: 1 1 30rem; } .frames figure:has(.phone) { flex: 0 1 25rem; } .frame.phone { max-width: 25rem; }
        .away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .tiles th, .tiles td { text-align: center; padding: .2rem; } .tiles tbody th { text-align: left; white-space: nowrap; padding-right: .75rem; }
        .tile { position: relative; display: inline-block; min-width: 3.2rem; padding: .25rem .3rem; margin: .1rem 0; border-radius: 4px; text-decoration: none;
          color: var(--ink); border: 2px solid var(--none); background: var(--ground); font-variant-numeric: tabular-nums; forced-color-adjust: none; }
        .tile.answered { border-color: var(--good); background: var(--answeredtile); } .tile.partly { border-color: var(--wait); background: var(--partlytile); }
        .tile.still { border-color: var(--slow); background: var(--silentrow); border-style: dashed; }
        .tile.returned { border-color: var(--bad); background: var(--badrow); border-style: double; }
        .tile.nobody { border-style: dotted; color: var(--soft); }
        .reply { overflow-wrap: anywhere; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .15rem 2rem; margin: 0 0 1rem; }
        .facts div { display: grid; grid-template-columns: minmax(0, 10.5rem) minmax(0, 1fr); gap: .75rem; padding: .2rem 0; }
        .facts dt { color: var(--soft); overflow-wrap: break-word; } .facts dd { margin: 0; min-width: 0; }
        .acts { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: start; }
        .act { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: .25rem .9rem; }
        .act[open] { flex-basis: 100%; padding-bottom: .75rem; }
        .act input { display: block; width: min(100%, 30rem); margin: .2rem 0 .6rem; }
        .timeline { list-style: none; margin: 0; padding: 0 0 0 1.1rem; border-left: 3px solid var(--line); }
        .timeline li { position: relative; padding: 0 0 1rem; }
        .timeline li::before { content: ""; position: absolute; left: -1.6rem; top: .45rem; width: .8rem; height: .8rem; border-radius: 50%;
          background: var(--wait); border: 2px solid var(--ground); }
        .timeline p { margin: .1rem 0; }
        .when { color: var(--soft); display: inline-block; min-width: 11.5rem; font-variant-numeric: tabular-nums; }
        pre { white-space: pre-wrap; background: var(--head); padding: .5rem .75rem; margin: .3rem 0; font-size: .9rem; border-radius: 4px; }
        .meaning { border-left: 4px solid var(--slow); padding-left: .75rem; }
        @media screen and (max-width: 46rem) {
          .cards, .cards tbody, .cards tr, .cards td, .cards caption { display: block; width: 100%; }
          .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .cards tr { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .75rem; padding: .4rem .7rem; }
          .cards td { border: 0; padding: .15rem 0; text-align: left; display: grid; gap: .75rem;
            grid-template-columns: minmax(0, 6.5rem) minmax(0, 1fr); overflow-wrap: anywhere; }
          .facts div { grid-template-columns: minmax(0, 8.25rem) minmax(0, 1fr); } .facts .state { white-space: normal; }
          .facts dt { font-size: .95rem; }
          .cards time { white-space: normal; }
          .cards td::before { content: attr(data-title); color: var(--soft); font-size: .9rem; }
          .cards td.empty { display: none; }
          .cards td.n, .cards .state { white-space: normal; }
        }
        """
}
