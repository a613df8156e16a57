// The page on a tablet that many people use.
import '../../shared/ui/theme.css'
import { mount } from 'svelte'
import App from './App.svelte'

mount(App, { target: document.body })
