/* Uses the page as a reader does, and leaves what it saw as the page's title. Appended to a copy without a policy. */
(function () {
  'use strict';
  var seen = [];
  var query = document.getElementById('query'), body = document.getElementById('body');
  function check(what, holds) { if (!holds) seen.push(what); }
  function first() { return body.rows[0] ? body.rows[0].cells[1].firstChild.textContent : ''; }
  function count() { return document.getElementById('count').textContent; }
  function ms() { return Number(document.getElementById('count').dataset.ms); }
  function type(text) { query.value = text; query.dispatchEvent(new Event('input', {bubbles: true})); }
  function head(key) { return document.querySelector('thead button[data-key=' + key + ']'); }
  function sorted(key) { return head(key).parentNode.getAttribute('aria-sort'); }
  function press(key) { document.dispatchEvent(new KeyboardEvent('keydown', {key: key, bubbles: true, cancelable: true})); }

  check('all rows at first', count() === '10000 of 10000 reports');
  check('few elements', document.querySelectorAll('*').length < 3000);
  check('row count for readers', document.getElementById('table').getAttribute('aria-rowcount') === '10001');
  check('row numbers for readers', body.rows[1].getAttribute('aria-rowindex') === '3');
  check('row heads', body.rows[0].cells[1].tagName === 'TH' && body.rows[0].cells[1].scope === 'row');

  var slowest = 0;
  ['1', '12', '第 12', '第 1234 局', 'hubei 2021', 'JSON_COMMA', 'nowhere'].forEach(function (text) {
    type(text);
    slowest = Math.max(slowest, ms());
  });
  check('a search takes ' + slowest + ' ms', slowest < 100);
  check('nothing fits', count() === '0 of 10000 reports' && !document.getElementById('none').hidden && !body.rows.length);
  type('第 1234 局');
  check('one fits', count() === '1 of 10000 reports' && first() === 'report-1234.pdf');
  type('ＲＥＰＯＲＴ－77.PDF');
  check('width and case do not matter', first() === 'report-77.pdf');
  check('the address says what is sought', location.hash === '#q=' + encodeURIComponent('ＲＥＰＯＲＴ－77.PDF'));
  press('Escape');
  check('escape clears', query.value === '' && count() === '10000 of 10000 reports' && location.hash === '');
  document.activeElement.blur();
  press('/');
  check('a slash leads to the search', document.activeElement === query);

  head('name').click();
  check('numbers within names count', sorted('name') === 'ascending' && body.rows[10].cells[1].firstChild.textContent === 'report-10.pdf');
  head('name').click();
  check('the other way', sorted('name') === 'descending' && first() === 'report-9999.pdf');
  head('name').click();
  check('as it was', sorted('name') === 'none' && first() === 'report-0.pdf');
  head('pages').click();
  check('ascending, what is unknown last', body.rows[0].cells[5].textContent === '10');
  head('pages').click();
  check('descending, what is unknown last', body.rows[0].cells[5].textContent === '110' && sorted('name') === 'none');
  type('第 1');
  check('a search keeps the order', body.rows[0].cells[5].textContent === '110');
  type('');
  head('findings').click();
  head('findings').click();
  check('most errors first', /^2 \/ 4 \/ 0/.test(body.rows[0].cells[7].textContent));

  document.querySelectorAll('input[type=checkbox]').forEach(function (box) { if (box.value !== '1') box.click(); });
  check('failed ones only', count() === '990 of 10000 reports');
  check('each with its reason', body.rows[5].querySelector('.fault').textContent.indexOf('JSON_COMMA_MISSING') > 0);
  check('none is a link', !body.querySelector('a'));
  check('a state that no report has is not offered', document.querySelector('input[value="3"]').parentNode.hidden);
  var before = body.rows.length;
  document.getElementById('more').click();
  check('more rows', body.rows.length === before + 100);
  document.title = seen.length ? 'FAILED: ' + seen.join('; ') : 'all holds';
})();
