<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>cancellations</name>
    <message numerus="yes">
      <source>%n case(s) settled.</source>
      <translation>
        <numerusform>%n case settled.</numerusform>
        <numerusform>%n cases settled.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>cash</name>
    <message numerus="yes">
      <source>%n operation(s) of it wait for the centre</source>
      <translation>
        <numerusform>%n operation of it waits for the centre</numerusform>
        <numerusform>%n operations of it wait for the centre</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n refund(s) of this desk must be finished first: see Orders.</source>
      <translation>
        <numerusform>%n refund of this desk must be finished first: see Orders.</numerusform>
        <numerusform>%n refunds of this desk must be finished first: see Orders.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>customer</name>
    <message numerus="yes">
      <source>Same e-mail or phone: %n other order(s)</source>
      <translation>
        <numerusform>Same e-mail or phone: %n other order</numerusform>
        <numerusform>Same e-mail or phone: %n other orders</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>deeds</name>
    <message numerus="yes">
      <source>%n ticket(s) are valid again, with new numbers: the old papers stay refused.</source>
      <translation>
        <numerusform>%n ticket is valid again, with a new number: the old paper stays refused.</numerusform>
        <numerusform>%n tickets are valid again, with new numbers: the old papers stay refused.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s) cancelled.</source>
      <translation>
        <numerusform>%n ticket cancelled.</numerusform>
        <numerusform>%n tickets cancelled.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s) printed, {again} as DUPLICATA: {name} in {folder}</source>
      <translation>
        <numerusform>%n ticket printed, {again} as DUPLICATA: {name} in {folder}</numerusform>
        <numerusform>%n tickets printed, {again} as DUPLICATA: {name} in {folder}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s) printed: {name} in {folder}</source>
      <translation>
        <numerusform>%n ticket printed: {name} in {folder}</numerusform>
        <numerusform>%n tickets printed: {name} in {folder}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Released: %n ticket(s), the places are free.</source>
      <translation>
        <numerusform>Released: %n ticket, the place is free.</numerusform>
        <numerusform>Released: %n tickets, the places are free.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>events</name>
    <message numerus="yes">
      <source>%n event(s) on sale</source>
      <translation>
        <numerusform>%n event on sale</numerusform>
        <numerusform>%n events on sale</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left out</source>
      <translation>
        <numerusform>%n left out</numerusform>
        <numerusform>%n left out</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Released: %n place(s) are everybody's now.</source>
      <translation>
        <numerusform>Released: %n place is everybody's now.</numerusform>
        <numerusform>Released: %n places are everybody's now.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{name}, %n seat(s)</source>
      <translation>
        <numerusform>{name}, %n seat</numerusform>
        <numerusform>{name}, %n seats</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>exchange</name>
    <message numerus="yes">
      <source>%n ticket(s)</source>
      <translation>
        <numerusform>%n ticket</numerusform>
        <numerusform>%n tickets</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>import</name>
    <message numerus="yes">
      <source>%n changed</source>
      <translation>
        <numerusform>%n changed</numerusform>
        <numerusform>%n changed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept as here</source>
      <translation>
        <numerusform>%n kept as here</numerusform>
        <numerusform>%n kept as here</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left out</source>
      <translation>
        <numerusform>%n left out</numerusform>
        <numerusform>%n left out</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new order(s)</source>
      <translation>
        <numerusform>%n new order</numerusform>
        <numerusform>%n new orders</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n on a taken place</source>
      <translation>
        <numerusform>%n on a taken place</numerusform>
        <numerusform>%n on taken places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n the same</source>
      <translation>
        <numerusform>%n the same</numerusform>
        <numerusform>%n the same</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Reading %n file(s)…</source>
      <translation>
        <numerusform>Reading %n file…</numerusform>
        <numerusform>Reading %n files…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{name}: %n order(s) read, file {file} of {files}</source>
      <translation>
        <numerusform>{name}: %n order read, file {file} of {files}</numerusform>
        <numerusform>{name}: %n orders read, file {file} of {files}</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>order</name>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n case</numerusform>
        <numerusform>%n cases</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n used</source>
      <translation>
        <numerusform>%n used</numerusform>
        <numerusform>%n used</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cancel %n ticked ticket(s)</source>
      <translation>
        <numerusform>Cancel %n ticked ticket</numerusform>
        <numerusform>Cancel %n ticked tickets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{live} of %n ticket(s) held</source>
      <translation>
        <numerusform>{live} of %n ticket held</numerusform>
        <numerusform>{live} of %n tickets held</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{live} of %n ticket(s) valid</source>
      <translation>
        <numerusform>{live} of %n ticket valid</numerusform>
        <numerusform>{live} of %n tickets valid</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>panels</name>
    <message numerus="yes">
      <source>%n ticket(s) become invalid, their places are free again.</source>
      <translation>
        <numerusform>%n ticket becomes invalid, its place is free again.</numerusform>
        <numerusform>%n tickets become invalid, their places are free again.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Already cancelled: %n.</source>
      <translation>
        <numerusform>Already cancelled: %n.</numerusform>
        <numerusform>Already cancelled: %n.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cancel %n ticket(s)</source>
      <translation>
        <numerusform>Cancel %n ticket</numerusform>
        <numerusform>Cancel %n tickets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cancel whole order {order}? %n ticket(s) become invalid.</source>
      <translation>
        <numerusform>Cancel whole order {order}? %n ticket becomes invalid.</numerusform>
        <numerusform>Cancel whole order {order}? %n tickets become invalid.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Release %n ticket(s)  Enter</source>
      <translation>
        <numerusform>Release %n ticket  Enter</numerusform>
        <numerusform>Release %n tickets  Enter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Release %n ticket(s) of order {order}: {places}.</source>
      <translation>
        <numerusform>Release %n ticket of order {order}: {places}.</numerusform>
        <numerusform>Release %n tickets of order {order}: {places}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Used: %n, stays.</source>
      <translation>
        <numerusform>Used: %n, stays.</numerusform>
        <numerusform>Used: %n, stay.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Without it: %n ticket(s), {amount}, due {due}. Their places are held throughout.</source>
      <translation>
        <numerusform>Without it: %n ticket, {amount}, due {due}. Its place is held throughout.</numerusform>
        <numerusform>Without it: %n tickets, {amount}, due {due}. Their places are held throughout.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>results</name>
    <message numerus="yes">
      <source>%n tick.</source>
      <translation>
        <numerusform>%n tick.</numerusform>
        <numerusform>%n tick.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>sale</name>
    <message numerus="yes">
      <source>%n free</source>
      <translation>
        <numerusform>%n free</numerusform>
        <numerusform>%n free</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept by the house</source>
      <translation>
        <numerusform>%n kept by the house</numerusform>
        <numerusform>%n kept by the house</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n seat(s) would stay alone: {seats}.</source>
      <translation>
        <numerusform>%n seat would stay alone: {seats}.</numerusform>
        <numerusform>%n seats would stay alone: {seats}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s)</source>
      <translation>
        <numerusform>%n ticket</numerusform>
        <numerusform>%n tickets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Waiting for the terminal: %n s</source>
      <translation>
        <numerusform>Waiting for the terminal: %n s</numerusform>
        <numerusform>Waiting for the terminal: %n s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>from %n ticket(s) on</source>
      <translation>
        <numerusform>from %n ticket on</numerusform>
        <numerusform>from %n tickets on</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>search</name>
    <message numerus="yes">
      <source>%n due</source>
      <translation>
        <numerusform>%n due</numerusform>
        <numerusform>%n due</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) not paid or fetched in time let go of their places; Cancellations lists them.</source>
      <translation>
        <numerusform>%n order not paid or fetched in time let go of its places; Cancellations lists it.</numerusform>
        <numerusform>%n orders not paid or fetched in time let go of their places; Cancellations lists them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n refund(s)</source>
      <translation>
        <numerusform>%n refund</numerusform>
        <numerusform>%n refunds</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n refund(s) open</source>
      <translation>
        <numerusform>%n refund open</numerusform>
        <numerusform>%n refunds open</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting order(s) due</source>
      <translation>
        <numerusform>%n waiting order due</numerusform>
        <numerusform>%n waiting orders due</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>state</name>
    <message numerus="yes">
      <source>printed %n time(s)</source>
      <translation>
        <numerusform>printed %n time</numerusform>
        <numerusform>printed %n times</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>strip</name>
    <message numerus="yes">
      <source>CANCELLED %n ticket(s): {seats}</source>
      <translation>
        <numerusform>CANCELLED %n ticket: {seats}</numerusform>
        <numerusform>CANCELLED %n tickets: {seats}</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>sync</name>
    <message numerus="yes">
      <source>%n can still be kept or wait behind that</source>
      <translation>
        <numerusform>%n can still be kept or waits behind that</numerusform>
        <numerusform>%n can still be kept or wait behind that</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n operation(s) saved</source>
      <translation>
        <numerusform>%n operation saved</numerusform>
        <numerusform>%n operations saved</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n to look at</source>
      <translation>
        <numerusform>%n to look at</numerusform>
        <numerusform>%n to look at</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n to send</source>
      <translation>
        <numerusform>%n to send</numerusform>
        <numerusform>%n to send</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n tried in vain</source>
      <translation>
        <numerusform>%n try in vain</numerusform>
        <numerusform>%n tries in vain</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Clock %n days off</source>
      <translation>
        <numerusform>Clock %n day off</numerusform>
        <numerusform>Clock %n days off</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Clock %n h off</source>
      <translation>
        <numerusform>Clock %n h off</numerusform>
        <numerusform>Clock %n h off</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Clock %n min off</source>
      <translation>
        <numerusform>Clock %n min off</numerusform>
        <numerusform>Clock %n min off</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sending %n</source>
      <translation>
        <numerusform>Sending %n</numerusform>
        <numerusform>Sending %n</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>today</name>
    <message numerus="yes">
      <source>%n beyond the places</source>
      <translation>
        <numerusform>%n beyond the places</numerusform>
        <numerusform>%n beyond the places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n customer(s) reminded.</source>
      <translation>
        <numerusform>%n customer reminded.</numerusform>
        <numerusform>%n customers reminded.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept by the house: {holds}</source>
      <translation>
        <numerusform>%n kept by the house: {holds}</numerusform>
        <numerusform>%n kept by the house: {holds}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s)</source>
      <translation>
        <numerusform>%n order</numerusform>
        <numerusform>%n orders</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) released.</source>
      <translation>
        <numerusform>%n order released.</numerusform>
        <numerusform>%n orders released.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) free</source>
      <translation>
        <numerusform>%n place free</numerusform>
        <numerusform>%n places free</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) free; those nobody ever took are not drawn</source>
      <translation>
        <numerusform>%n place free; those nobody ever took are not drawn</numerusform>
        <numerusform>%n places free; those nobody ever took are not drawn</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n without their place</source>
      <translation>
        <numerusform>%n without its place</numerusform>
        <numerusform>%n without their place</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cancel %n ticket(s), not paid</source>
      <translation>
        <numerusform>Cancel %n ticket, not paid</numerusform>
        <numerusform>Cancel %n tickets, not paid</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Do it for %n order(s)  Enter</source>
      <translation>
        <numerusform>Do it for %n order  Enter</numerusform>
        <numerusform>Do it for %n orders  Enter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Release %n reservation(s)  Enter</source>
      <translation>
        <numerusform>Release %n reservation  Enter</numerusform>
        <numerusform>Release %n reservations  Enter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Release %n ticket(s)</source>
      <translation>
        <numerusform>Release %n ticket</numerusform>
        <numerusform>Release %n tickets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Released: %n reservation(s), {places}.</source>
      <translation>
        <numerusform>Released: %n reservation, {places}.</numerusform>
        <numerusform>Released: %n reservations, {places}.</numerusform>
      </translation>
    </message>
  </context>
</TS>
