// Two people erase a creator in the console, by keyboard alone; every page is checked by axe, in
// light and in dark. Prints what was done; the first thing that is not as it should be ends it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { CONSOLE, BROWSER, FIRST, SECOND, CREATOR } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = Number(process.env.PATIENCE ?? 120_000);
const MOST_TABS = 80;
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

const open = async (who) => {
  const profile = mkdtempSync(join(tmpdir(), `console-${who}-`));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: BROWSER,
    headless: true,
    args: FLAGS,
    viewport: { width: 1200, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (fault) => assert.fail(`script of the page: ${fault}`));
  page.on('console', (line) => {
    assert.doesNotMatch(line.text(), /Content Security Policy/, 'the page keeps its own policy');
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, page, close };
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
const tabTo = async (page, name) => {
  for (let n = 0; n < MOST_TABS; n++) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here.name.startsWith(name)) {
      assert.ok(here.seen, `the focus on "${name}" is visible`);
      return;
    }
  }
  assert.fail(`"${name}" is not reached by Tab on ${page.url()}`);
};

const press = async (page, name) => {
  await tabTo(page, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

const fill = async (page, name, text) => {
  await tabTo(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
};

const heading = async (page, text) => {
  await page.getByRole('heading', { level: 1, name: text }).waitFor();
};

const accessible = async ({ page }, what) => {
  assert.equal(await page.getByRole('main').count(), 1, `${what} has one main landmark`);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const { violations, passes } = await page.evaluate(() => axe.run());
    assert.ok(passes.some((rule) => rule.id === 'color-contrast'), 'axe looked at the colours');
    assert.deepEqual(
      violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]),
      [],
      `${what} in ${colorScheme}`,
    );
    await page.screenshot({ path: `${what}-${colorScheme}.png`, fullPage: true, caret: 'initial' });
    checked++;
  }
  await page.emulateMedia({ colorScheme: 'light' });
};

const signIn = async (person, token) => {
  await person.page.goto(CONSOLE);
  await heading(person.page, 'Sign in');
  await fill(person.page, 'Access token', token);
  await press(person.page, 'Sign in');
  await heading(person.page, 'Erasure requests');
};

const first = await open('first');
const second = await open('second');
try {
  await first.page.goto(CONSOLE);
  await accessible(first, 'sign-in');
  await signIn(first, FIRST);
  await first.page.keyboard.press('Tab');
  assert.equal((await focused(first.page)).name, 'Skip to the content');

  await press(first.page, 'New request');
  await fill(first.page, 'Part of a name', CREATOR);
  await Promise.all([first.page.waitForEvent('load'), first.page.keyboard.press('Enter')]);
  await first.page.getByRole('rowheader', { name: 'Ada' }).waitFor();
  await accessible(first, 'new');

  await press(first.page, `Preview the erasure of ${CREATOR}`);
  await heading(first.page, `Preview of ${CREATOR}`);
  await first.page.getByRole('heading', { name: 'Plan', exact: true }).waitFor();
  await accessible(first, 'preview');

  await press(first.page, 'Request this erasure');
  await heading(first.page, /^Request er_/);
  const request = first.page.url();
  // Nobody reloads: the page itself tells when the plan waits for a consent.
  await first.page.getByRole('button', { name: 'Approve this plan' }).waitFor();
  await accessible(first, 'awaiting');
  await press(first.page, 'Approve this plan');
  await heading(first.page, 'Conflict');
  await first.page.getByText('approval.not_distinct').waitFor();
  await accessible(first, 'problem');
  await press(first.page, 'Back');
  assert.equal(first.page.url(), request);

  await signIn(second, SECOND);
  await accessible(second, 'requests');
  const ref = (await first.page.title()).split(' ')[0];
  await press(second.page, ref);
  await heading(second.page, `Request ${ref}`);
  await press(second.page, 'Approve this plan');

  for (const { page } of [second, first]) {
    await page.locator('#progress .state', { hasText: 'Confirmed live' }).waitFor();
    await page.getByRole('heading', { name: 'Confirmation' }).waitFor();
    await page.getByText('Fence intended').waitFor();
  }
  const said = await first.page.locator('[role=status]').textContent();
  assert.equal(said, 'Now: Confirmed live', 'a screen reader is told');
  await accessible(second, 'confirmed');

  await press(second.page, 'Holds');
  await accessible(second, 'holds');
  await press(second.page, 'Audit log');
  await heading(second.page, 'Audit log');
  await accessible(second, 'log');

  await second.page.setViewportSize({ width: 390, height: 800 });
  for (const address of [CONSOLE, request, `${CONSOLE}/log`]) {
    await second.page.goto(address);
    const wide = await second.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(wide <= 0, `${address} fits a narrow window, ${wide} pixels too wide`);
    await second.page.screenshot({ path: `narrow-${address.split('/').pop()}.png`, fullPage: true, caret: 'initial' });
  }

  await press(second.page, 'Sign out');
  await heading(second.page, 'Sign in');
  assert.deepEqual(await second.context.cookies(CONSOLE), []);
  console.log(`journey done, pages checked: ${checked}`);
} finally {
  await first.close();
  await second.close();
}
