/// The pages' one script: it reads a page again when the log has new rows.
///
/// Without it every page works as well.
enum DeskScript {
    static let text = #"""
        'use strict';
        (() => {
          const place = document.querySelector('[data-live]');
          const box = document.getElementById('live');
          if (!place || !box || !window.EventSource) return;
          box.closest('p').hidden = false;
          const pause = Number(place.dataset.pause);
          let source = null, timer = 0, isReading = false, isWanted = false;
          // Whoever is at work in that part is not to lose their place.
          const isInUse = () => {
            const chosen = document.getSelection();
            return place.contains(document.activeElement)
              || (chosen && !chosen.isCollapsed && place.contains(chosen.anchorNode))
              || place.querySelector('details.act[open]');
          };
          const later = () => { if (!timer) timer = setTimeout(() => { timer = 0; read(); }, pause); };
          const read = async () => {
            if (!box.checked || document.hidden) { isWanted = true; return; }
            if (isReading || isInUse()) { later(); return; }
            isReading = true;
            isWanted = false;
            try {
              const answer = await fetch(location.href, { cache: 'no-store' });
              if (answer.ok) {
                const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
                const fresh = page.querySelector('[data-live]');
                if (fresh && !isInUse()) place.replaceChildren(...document.importNode(fresh, true).childNodes);
              }
            } catch { later(); }
            isReading = false;
          };
          const listen = () => {
            if (source) source.close();
            source = null;
            if (!box.checked || document.hidden) return;
            source = new EventSource(place.dataset.live);
            source.addEventListener('log', later);
            if (isWanted) later();
          };
          box.addEventListener('change', () => { if (box.checked) isWanted = true; listen(); });
          document.addEventListener('visibilitychange', () => { if (document.hidden) isWanted = true; listen(); });
          listen();
        })();

        """#
}
