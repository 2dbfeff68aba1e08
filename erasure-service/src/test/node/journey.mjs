// What people do in the console: every task by keyboard alone in a wide window, and by pointer in a
// narrow one. Pages are checked by axe in light and in dark, measured, and kept as pictures. Prints
// each task; the first thing that is not as it should be ends it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { CONSOLE, BROWSER, FIRST, SECOND, AUDITOR, OPERATOR, CREATORS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = Number(process.env.PATIENCE ?? 120_000);
const MOST_TABS = 120;
const SCREENS = 2;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let checked = 0;
let done = 0;

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 800 };

const open = async (who, viewport) => {
  const profile = mkdtempSync(join(tmpdir(), `console-${who}-`));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: BROWSER,
    headless: true,
    args: FLAGS,
    viewport,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (fault) => assert.fail(`script of the page: ${fault}`));
  page.on('console', (line) => {
    assert.doesNotMatch(line.text(), /Content Security Policy/, 'the page keeps its own policy');
  });
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url()));
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, page, addresses, close };
};

const focused = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    return {
      name: (
        here.getAttribute('aria-label') ??
        here.labels?.[0]?.textContent ??
        here.textContent ??
        ''
      ).trim(),
      seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
  });

// Goes on by Tab until the thing with this name has the focus, which has to be visible.
const tabTo = async (page, fits, name) => {
  for (let n = 0; n < MOST_TABS; n++) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (fits(here.name)) {
      assert.ok(here.seen, `the focus on "${name}" is visible`);
      return;
    }
  }
  assert.fail(`"${name}" is not reached by Tab on ${page.url()}`);
};

const keyboard = {
  press: async (page, name) => {
    await tabTo(page, (here) => here === name, name);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  },
  fill: async (page, name, text) => {
    await tabTo(page, (here) => here.startsWith(name), name);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  },
  // A day is typed part by part, in the order in which the browser asks for it.
  day: async (page, name, day) => {
    await tabTo(page, (here) => here.startsWith(name), name);
    const [year, month, date] = day.split('-');
    await page.keyboard.type(`${month}${date}${year}`);
  },
  unfold: async (page, name) => {
    await tabTo(page, (here) => here === name, name);
    await page.keyboard.press('Enter');
  },
  fetch: async (page, name) => {
    await tabTo(page, (here) => here === name, name);
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    return file;
  },
};

const pointer = {
  press: async (page, name) => {
    const link = page.getByRole('link', { name, exact: true });
    const button = page.getByRole('button', { name, exact: true });
    const thing = link.or(button).locator('visible=true').first();
    await Promise.all([page.waitForEvent('load'), thing.click()]);
  },
  fill: async (page, name, text) => {
    const field = page.getByLabel(new RegExp(`^${name}`)).locator('visible=true').first();
    await field.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  },
  day: async (page, name, day) => {
    await page.getByLabel(new RegExp(`^${name}`)).locator('visible=true').first().fill(day);
  },
  unfold: async (page, name) => {
    const known = page.locator('summary').locator('visible=true');
    const labelled = page.locator(`summary[aria-label="${name}"]`);
    await known.filter({ hasText: new RegExp(`^${name}$`) }).or(labelled).first().click();
  },
  fetch: async (page, name) => {
    const link = page.getByRole('link', { name, exact: true });
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
    return file;
  },
};

const heading = async (page, text) => {
  await page.getByRole('heading', { level: 1, name: text }).waitFor();
};

// Two screens at most, nothing beside the window, nothing that axe finds; and a picture of it.
const look = async ({ page }, way, what) => {
  const size = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    high: document.documentElement.scrollHeight,
  }));
  assert.ok(size.wide <= 0, `${what} fits its window, ${size.wide} pixels too wide`);
  if (way.viewport === WIDE) {
    assert.ok(size.high <= SCREENS * WIDE.height, `${what} is ${size.high} pixels high`);
  }
  assert.equal(await page.getByRole('main').count(), 1, `${what} has one main landmark`);
  for (const colorScheme of way.colours) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const { violations, passes } = await page.evaluate(() => axe.run());
    assert.ok(passes.some((rule) => rule.id === 'color-contrast'), 'axe looked at the colours');
    assert.deepEqual(
      violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]),
      [],
      `${what} in ${colorScheme}`,
    );
    await page.screenshot({
      path: `${way.name}-${what}-${colorScheme}.png`,
      fullPage: true,
      caret: 'initial',
    });
    checked++;
  }
};

const went = async (way) => {
  const { press, fill, day, unfold, fetch } = way;
  const mira = await open('mira', way.viewport);
  const otto = await open('otto', way.viewport);
  const anna = await open('anna', way.viewport);
  const olga = await open('olga', way.viewport);
  const everybody = [mira, otto, anna, olga];
  const task = async (name, work) => {
    const began = Date.now();
    await work();
    done++;
    console.log(`${way.name}: ${name} (${Date.now() - began} ms)`);
  };
  const signIn = async (person, token, first = 'Erasure requests') => {
    await person.page.goto(CONSOLE);
    await heading(person.page, 'Sign in');
    await fill(person.page, 'Access token', token);
    await press(person.page, 'Sign in');
    await heading(person.page, first);
  };
  const { creator } = way;
  const number = `CASE-${creator}`;
  let request;
  let ref;
  try {
    await mira.page.goto(CONSOLE);
    await look(mira, way, 'sign-in');
    await task('sign in', () => signIn(mira, FIRST));
    if (way.name === 'keyboard') {
      await task('skip to the content', async () => {
        await mira.page.keyboard.press('Tab');
        assert.equal((await focused(mira.page)).name, 'Skip to the content');
      });
    }
    await task('find whom a demand is about by name', async () => {
      await press(mira.page, 'New request');
      await fill(mira.page, 'Part of a name', creator);
      await press(mira.page, 'Search');
      await mira.page.getByRole('rowheader', { name: 'Ada' }).waitFor();
    });
    await look(mira, way, 'new');
    await task('hold somebody by name, with a date of review', async () => {
      await unfold(mira.page, `Hold ${creator}`);
      await day(mira.page, 'To be reviewed on', '2031-02-01');
      await press(mira.page, 'Place the hold');
      await heading(mira.page, 'Legal holds');
      await mira.page.getByText('1 Feb 2031').first().waitFor();
    });
    await look(mira, way, 'holds');
    await task('release a hold', async () => {
      await press(mira.page, `Release the hold on ${creator}`);
      assert.equal(await mira.page.getByText(creator).count(), 0);
    });
    await task('see what an erasure would do', async () => {
      await press(mira.page, 'New request');
      await fill(mira.page, 'Part of a name', creator);
      await press(mira.page, 'Search');
      await press(mira.page, `Preview the erasure of ${creator}`);
      await heading(mira.page, `Preview of ${creator}`);
      await mira.page.getByText('will go, for ever').waitFor();
    });
    await look(mira, way, 'preview');
    await task('ask for it, with the day on which the demand came and the number of the case', async () => {
      await day(mira.page, 'Received on', new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10));
      await fill(mira.page, 'Case number', number);
      await press(mira.page, 'Request this erasure');
      await heading(mira.page, /^Request er_/);
      request = mira.page.url();
      ref = (await mira.page.title()).split(' ')[0];
    });
    await task('see without a reload that it waits, and that who asked cannot consent', async () => {
      await mira.page.getByText('somebody else has to consent').waitFor();
      assert.equal(await mira.page.getByRole('button', { name: 'Approve this plan' }).count(), 0);
    });
    await task('assign it', async () => {
      await unfold(mira.page, 'Assign, or leave a note');
      await fill(mira.page, 'Assigned to', 'otto');
      await press(mira.page, 'Assign');
      await mira.page.getByText('assigned to otto').waitFor();
    });
    await task('leave a note', async () => {
      await unfold(mira.page, 'Assign, or leave a note');
      await fill(mira.page, 'Note', 'identity was checked by telephone');
      await press(mira.page, 'Leave the note');
      await mira.page.getByText('identity was checked by telephone').waitFor();
    });
    await task('come back from a page that says no', async () => {
      await unfold(mira.page, 'Assign, or leave a note');
      await fill(mira.page, 'Note', `spoke to ${creator}`);
      await press(mira.page, 'Leave the note');
      await heading(mira.page, 'Bad Request');
      await look(mira, way, 'problem');
      await press(mira.page, 'Back');
      assert.equal(mira.page.url(), request);
    });
    await task('find a request by the number of its case', async () => {
      await press(mira.page, 'Requests');
      await fill(mira.page, 'Find a request', number);
      await press(mira.page, 'Find');
      assert.equal(mira.page.url(), request);
    });
    await task('find the previews apart', async () => {
      await press(mira.page, 'Requests');
      await press(mira.page, 'Previews');
      await mira.page.getByText('Nothing is erased').waitFor();
      assert.equal(await mira.page.getByText(number).count(), 0);
    });

    await task('sign in as a colleague', () => signIn(otto, SECOND));
    await look(otto, way, 'requests');
    await task('see state and deadline of what is due first', async () => {
      const row = otto.page.getByRole('row').nth(1);
      await row.getByText(/left|overdue/).waitFor();
      const box = await row.getByText(/left|overdue/).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= way.viewport.width, 'on the screen');
    });
    await task('see what waits for me', async () => {
      await press(otto.page, 'Waiting for me');
      await otto.page.getByRole('row').filter({ hasText: number }).getByText('Waits for you').waitFor();
    });
    await look(otto, way, 'mine');
    await task('open it', async () => {
      await press(otto.page, ref);
      await heading(otto.page, `Request ${ref}`);
    });
    await look(otto, way, 'awaiting');
    await task('read what will go', async () => {
      await otto.page.getByText('will go, for ever').waitFor();
    });
    await task('read who asked, when and why', async () => {
      await otto.page.getByText(`asked for the erasure of creator ${creator}: data subject request, case ${number}.`).waitFor();
    });
    await task('look up the digest of the plan', async () => {
      await unfold(otto.page, 'Plan');
      await otto.page.locator('code.digest').waitFor();
    });
    await task('extend the deadline', async () => {
      await unfold(otto.page, 'Extend the deadline');
      await press(otto.page, 'Extend by two months');
      await otto.page.getByText('extended the deadline').waitFor();
    });
    await task('refuse it in words', async () => {
      await unfold(otto.page, 'Reject or take back');
      await fill(otto.page, 'The reason in words', 'You did not show who you are.');
      await press(otto.page, 'Reject');
      await otto.page.getByText('You did not show who you are.').waitFor();
    });
    await look(otto, way, 'refused');
    await task('open a refusal again, on appeal', async () => {
      await mira.page.goto(request);
      await unfold(mira.page, 'Open it again, on appeal');
      await fill(mira.page, 'Ids, outermost first', creator);
      await press(mira.page, 'Open it again');
      await mira.page.getByText('appealed on').waitFor();
      await mira.page.getByText('somebody else has to consent').waitFor();
    });
    await task('consent', async () => {
      await otto.page.goto(request);
      await press(otto.page, 'Approve this plan');
    });
    await task('follow it to its end without a reload', async () => {
      for (const { page } of [otto, mira]) {
        await page.locator('#progress .state', { hasText: 'Confirmed live' }).waitFor();
        await page.getByRole('heading', { name: 'Confirmation' }).waitFor();
      }
      const said = await mira.page.locator('[role=status]').textContent();
      assert.equal(said, 'Now: Confirmed live', 'a screen reader is told');
    });
    await look(otto, way, 'confirmed');
    await task('read who consented, what went, and that nothing is left to find', async () => {
      await otto.page.getByText('consented on').waitFor();
      await otto.page.getByText('Nothing of it can be read or found since').waitFor();
    });
    await task('read what is left until when', async () => {
      await otto.page.getByRole('table').getByText(/20\d\d/).first().waitFor();
    });
    await task('read the raw records', async () => {
      await unfold(otto.page, 'Timeline');
      await otto.page.getByText('Fence intended').waitFor();
    });
    await task('find what has ended, by its case', async () => {
      await press(otto.page, 'Requests');
      await press(otto.page, 'Ended');
      await otto.page.getByText(number).first().waitFor();
      assert.equal(await otto.page.getByText(creator, { exact: true }).count(), 0, 'the name is gone');
    });
    await look(otto, way, 'ended');
    await task('ask for a list of erasures, a result per line', async () => {
      await press(otto.page, 'Lists');
      await fill(otto.page, 'Name of the list', creator);
      await fill(otto.page, 'Its lines', `type,ids,external_reference\nCREATOR,${way.listed},L-1\nCREATOR,,\n`);
      await press(otto.page, 'Request these erasures');
      await otto.page.getByText('1 Invalid').waitFor();
    });
    await look(otto, way, 'lists');
    await task('go from a line to its request, and take it back', async () => {
      const name = await otto.page.getByRole('link', { name: /of line 2$/ }).getAttribute('aria-label');
      await press(otto.page, name);
      await heading(otto.page, /^Request er_/);
      await otto.page.getByText('somebody else has to consent').waitFor();
      await unfold(otto.page, 'Reject or take back');
      await press(otto.page, 'Take the request back');
      await otto.page.getByText('took it back on').waitFor();
    });

    await task('sign in as an auditor, who decides nothing', async () => {
      await signIn(anna, AUDITOR);
      assert.equal(await anna.page.getByRole('link', { name: 'New request' }).count(), 0);
    });
    await task('find a request by its reference', async () => {
      await fill(anna.page, 'Find a request', ref);
      await press(anna.page, 'Find');
      await heading(anna.page, `Request ${ref}`);
      assert.equal(await anna.page.getByRole('button', { name: /Approve|Reject|Assign/ }).count(), 0);
    });
    await task('take the evidence along', async () => {
      // It is there as soon as a signed checkpoint covers the confirmation.
      const ready = () => anna.page.evaluate(() => fetch(`${location.href}/evidence.zip`).then((answer) => answer.ok));
      while (!(await ready())) {
        await anna.page.waitForTimeout(500);
      }
      const file = await fetch(anna.page, 'everything for an auditor');
      assert.equal(file.suggestedFilename(), `${ref}-evidence.zip`);
    });
    await task('read the certificate', async () => {
      await press(anna.page, 'Certificate');
      await heading(anna.page, 'Certificate of erasure');
    });
    await look(anna, way, 'certificate');
    await task('see whether the log is what it was', async () => {
      await press(anna.page, 'Audit log');
      await heading(anna.page, 'Audit log');
      await anna.page.getByText(/Checked just now|first visit/).first().waitFor();
    });
    await look(anna, way, 'log');
    await task('sign out', async () => {
      await press(anna.page, 'Sign out');
      await heading(anna.page, 'Sign in');
      assert.deepEqual(await anna.context.cookies(CONSOLE).then((all) => all.filter(({ name }) => name === 'palimpsest_console')), []);
    });
    await task('sign in as an operator, who sees no request', async () => {
      await signIn(olga, OPERATOR, 'Operations');
      assert.equal(await olga.page.getByRole('link', { name: 'Requests' }).count(), 0);
    });
    await task('see why records were set aside', async () => {
      await olga.page.getByText('tenant.unknown').waitFor();
    });
    await task('see how far long work is', async () => {
      await olga.page.getByText('250 of 1,000').waitFor();
    });
    await look(olga, way, 'operations');
    await task('see vectors, coverage and lag of tenants', async () => {
      await press(olga.page, 'Tenants');
      await heading(olga.page, 'Tenants');
      const row = olga.page.getByRole('row').nth(1);
      for (const text of [/1,310/, /99\.84 %/, /at most 1\.3 s/]) {
        const box = await row.getByText(text).first().boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= way.viewport.width, `${text} is on the screen`);
      }
      assert.equal(await row.getByRole('img', { name: 'Vectors over a day' }).count(), 1);
    });
    await look(olga, way, 'tenants');
    await task('find a tenant by its id', async () => {
      await fill(olga.page, 'Find a tenant', 'creator:grace');
      await press(olga.page, 'Find');
      await heading(olga.page, 'Found');
    });
    await task('see a tenant over a week', async () => {
      await press(olga.page, 'grace / coach');
      await heading(olga.page, 'grace / coach');
      assert.equal(await olga.page.getByRole('img').count(), 3, 'vectors, coverage, lag');
    });
    await look(olga, way, 'tenant');
    await task('read the numbers behind a drawing', async () => {
      await unfold(olga.page, 'Hours');
      await olga.page.getByRole('cell', { name: '99.20 %' }).waitFor();
    });

    for (const { addresses } of everybody) {
      for (const address of addresses) {
        assert.ok(!address.includes('grace'), `a name stands in the address ${address}`);
        assert.ok(!address.includes(creator), `a name stands in the address ${address}`);
      }
    }
  } finally {
    for (const person of everybody) {
      await person.close();
    }
  }
};

const [one, two, three, four] = CREATORS.split(',');
await went({ name: 'keyboard', ...keyboard, viewport: WIDE, colours: ['light', 'dark'], creator: one, listed: two });
await went({ name: 'pointer', ...pointer, viewport: NARROW, colours: ['light', 'dark'], creator: three, listed: four });
console.log(`tasks done: ${done}, pages checked: ${checked}`);
