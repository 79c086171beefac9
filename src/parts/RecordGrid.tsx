import type { JSX } from "solid-js";
import "./RecordGrid.css";

/** The fields of a record, beside each other as far as there is room. */
export const RecordGrid = (props: { readonly children: JSX.Element }): JSX.Element => <div class="record-grid">{props.children}</div>;

/** A field that needs the whole width. */
export const Wide = (props: { readonly children: JSX.Element }): JSX.Element => <div class="is-wide">{props.children}</div>;

/** A quiet line: how many there are, or that there are none. */
export const Quiet = (props: { readonly children: JSX.Element }): JSX.Element => <p class="record-count">{props.children}</p>;

/** Where a record will stand once one is chosen. */
export const NoneChosen = (props: { readonly children: JSX.Element }): JSX.Element => <div class="record-none">{props.children}</div>;
